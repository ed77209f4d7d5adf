package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What dashboards draw and alerts watch is promised, what is promised exists, and each alert has a page that says what to do. */
class MetricsPageTest {

    private static final Path RUNBOOKS = Yaml.ROOT.resolve("docs/runbooks");

    @Test
    void shouldPromiseEveryMetricOfOursAndNoOther() {
        Set<String> promised = Metrics.promised().keySet().stream()
                .filter(name -> name.startsWith("gradeflow_"))
                .map(name -> name.replaceFirst("_(total|seconds)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(promised).isEqualTo(Code.metrics());
    }

    @Test
    void shouldDrawOnlyWhatIsPromised() {
        assertThat(Metrics.drawn()).hasSizeGreaterThan(20).allSatisfy((panel, expression) -> {
            assertThat(Metrics.named(expression)).as(panel).isNotEmpty();
            assertThat(Metrics.promised().keySet()).as(panel).containsAll(Metrics.named(expression));
        });
    }

    @Test
    void shouldAlertOnlyOnWhatIsPromised() {
        assertThat(Metrics.alerts())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(Metrics.promised().keySet())
                        .as(rule.path("alert").asText())
                        .containsAll(Metrics.named(rule.path("expr").asText())));
    }

    @Test
    void shouldFindTheMetricsOfAnExpression() {
        assertThat(Metrics.named(
                        "histogram_quantile(0.99, sum by (le, service) (rate(http_server_requests_seconds_bucket"
                                + "{uri=\"/api/v1/attempts/{id}/answers/{position}\", method=\"PUT\"}[5m]))) > up"))
                .containsExactly("http_server_requests_seconds", "up");
    }

    @Test
    void shouldHaveAPageForEachAlertAndListIt() {
        String list = Yaml.text(RUNBOOKS.resolve("README.md"));
        Set<String> pages = new TreeSet<>();
        assertThat(Metrics.alerts()).allSatisfy(rule -> {
            String runbook = rule.at("/annotations/runbook").asText();
            pages.add(Path.of(runbook).getFileName().toString());
            assertThat(Yaml.ROOT.resolve(runbook)).isRegularFile();
            assertThat(Yaml.text(Yaml.ROOT.resolve(runbook))).contains("**Means.**", "**Look.**", "**Do.**");
            assertThat(list).contains("`" + rule.path("alert").asText() + "`");
        });

        assertThat(Yaml.files(RUNBOOKS, ".md"))
                .extracting(page -> page.getFileName().toString())
                .filteredOn(page -> !page.equals("README.md"))
                .containsExactlyInAnyOrderElementsOf(pages);
    }

    @Test
    void shouldDrawEachBoardAsOneOfAKind() {
        List<JsonNode> boards = Metrics.boards().map(Yaml::document).toList();

        assertThat(boards)
                .extracting(board -> board.path("uid").asText())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrder(
                        "gradeflow-pipeline", "gradeflow-api", "gradeflow-jvm", "gradeflow-business");
        assertThat(boards)
                .allSatisfy(board -> assertThat(Yaml.each(board.path("panels")))
                        .isNotEmpty()
                        .allSatisfy(panel -> {
                            assertThat(panel.path("description").asText()).isNotBlank();
                            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                        })
                        .extracting(panel -> panel.path("id").asInt())
                        .doesNotHaveDuplicates());
        assertThat(Files.exists(Overlay.DEPLOY.resolve("observe/dashboards.yml")))
                .isTrue();
    }
}
