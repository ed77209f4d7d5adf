package io.gradeflow.systemtests;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.bench.crowd.KeyedBank;
import io.gradeflow.systemtests.deploy.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each service shows every metric that is promised of it, under the labels that dashboards look for. */
@OnTheSystem
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    private static final List<String> SERVICES = List.of("question", "attempt", "grader", "analytics");
    private static final Pattern URI = Pattern.compile("uri=\"([^\"]+)\"");

    private final SystemUnderTest system;

    MetricsTest(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeAll
    void use() {
        KeyedBank bank = KeyedBank.create(system);
        Client learner = Client.learner(system, "measured");
        String attempt = learner.startAttempt(bank.slug())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        learner.answer(attempt, 1, List.of("A"));
        learner.request().post("/attempts/" + attempt + "/finish").then().statusCode(200);
        learner.topics(bank.slug());
    }

    @Test
    void shouldShowEveryMetricThatIsPromised() {
        Map<String, List<String>> promised = Metrics.promised();
        for (String service : SERVICES) {
            String shown = metrics(service);
            promised.forEach((name, of) -> {
                if (of.contains(service)) {
                    assertThat(shown)
                            .as("%s of %s", name, service)
                            .containsPattern("(?m)^" + name + "(_count|_sum|_bucket)?[ {]");
                }
            });
        }
    }

    @Test
    void shouldCountTheCallsThatDashboardsDraw() {
        String shown = metrics("attempt") + metrics("analytics") + metrics("question");
        Set<String> drawn = new TreeSet<>();
        Metrics.drawn()
                .values()
                .forEach(expression -> URI.matcher(expression).results().forEach(found -> drawn.add(found.group(1))));

        assertThat(drawn).isNotEmpty().allSatisfy(uri -> assertThat(shown).contains("uri=\"" + uri + "\""));
    }

    private String metrics(String service) {
        return given().baseUri(system.address(service + "-service").toString())
                .accept("text/plain")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
