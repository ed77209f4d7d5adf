package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The compose file names what is there, starts in an order that works, and has no secret of its own. */
class ComposeTest {

    private static final JsonNode COMPOSE = Yaml.document(Yaml.ROOT.resolve("docker-compose.yml"));
    private static final JsonNode PARTS = COMPOSE.path("services");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::([?-])([^}]*))?\\}");

    @Test
    void shouldRunEveryServiceFromItsImage() {
        assertThat(Code.SERVICES).allSatisfy(service -> {
            JsonNode part = part(new Code(service));
            assertThat(part.path("image").asText()).startsWith("gradeflow/" + service + ":");
            assertThat(part.at("/build/args/SERVICE").asText()).isEqualTo(service);
        });
    }

    @Test
    void shouldBuildWithArgumentsThatTheDockerfileTakes() {
        Set<String> taken = Pattern.compile("(?m)^ARG ([A-Z_]+)")
                .matcher(Yaml.text(Yaml.ROOT.resolve("Dockerfile")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(Code.SERVICES)
                .allSatisfy(service -> part(new Code(service))
                        .at("/build/args")
                        .fieldNames()
                        .forEachRemaining(argument -> assertThat(argument).isIn(taken)));
    }

    @Test
    void shouldSetWhatServicesNeedAndNothingThatNobodyReads() {
        assertThat(Code.services()).allSatisfy(code -> {
            Set<String> variables = environment(part(code)).keySet();
            assertThat(Containers.unknown(code, variables)).as(code.service()).isEmpty();
            assertThat(Containers.missing(code, variables)).as(code.service()).isEmpty();
        });
        assertThat(List.of("kafka", "postgres", "keycloak"))
                .allSatisfy(store -> assertThat(Containers.unknownToImage(
                                PARTS.at("/" + store + "/image").asText(),
                                environment(PARTS.path(store)).keySet()))
                        .as(store)
                        .isEmpty());
    }

    @Test
    void shouldReachOthersWhereTheyAre() {
        assertThat(Code.services())
                .allSatisfy(code -> environment(part(code)).forEach((variable, value) -> {
                    if (variable.matches("KAFKA_BOOTSTRAP_SERVERS|.*_URL")) {
                        String place = value.replaceFirst("^.*//", "").replaceFirst("/.*", "");
                        assertThat(PARTS.has(place.split(":")[0]))
                                .as(variable + " " + place)
                                .isTrue();
                        assertThat(place.split(":")[1]).isIn("8080", "9092", "5432");
                    }
                }));
    }

    @Test
    void shouldStartWhatTheyStandOnBefore() {
        assertThat(Code.services()).allSatisfy(code -> {
            JsonNode before = part(code).path("depends_on");
            assertThat(before.has("kafka")).isEqualTo(code.isOnPlatform());
            assertThat(before.has("postgres")).isEqualTo(code.hasDatabase());
            assertThat(before.has("keycloak")).isEqualTo(code.asksTheIssuer());
            assertThat(Yaml.each(before).map(one -> one.path("condition").asText()))
                    .containsOnly("service_healthy");
        });
    }

    @Test
    void shouldTellOfEveryPartThatOthersWaitForWhetherItIsHealthy() {
        assertThat(List.of("kafka", "postgres", "keycloak"))
                .allSatisfy(store -> assertThat(
                                PARTS.at("/" + store + "/healthcheck/test").isArray())
                        .isTrue());
        assertThat(Yaml.text(Yaml.ROOT.resolve("Dockerfile"))).contains("HEALTHCHECK");
    }

    @Test
    void shouldRunServicesReadOnlyAndWithoutRights() {
        JsonNode common = COMPOSE.path("x-service");

        assertThat(common.path("read_only").asBoolean()).isTrue();
        assertThat(Yaml.texts(common.path("cap_drop"))).containsExactly("ALL");
        assertThat(Yaml.texts(common.path("tmpfs"))).containsExactly("/tmp");
        assertThat(Yaml.text(Yaml.ROOT.resolve("docker-compose.yml")).split("<<: \\*service", -1))
                .hasSize(Code.SERVICES.size() + 1);
    }

    @Test
    void shouldPublishOnlyDoorIssuerAndDashboardsWhereTheOperatorSays() {
        Map<String, List<String>> published = new TreeMap<>();
        PARTS.properties().stream()
                .filter(part -> part.getValue().has("ports"))
                .forEach(part ->
                        published.put(part.getKey(), Yaml.texts(part.getValue().path("ports"))));

        assertThat(published.keySet()).containsExactlyInAnyOrder("web", "keycloak", "grafana");
        assertThat(published.values())
                .allSatisfy(ports -> assertThat(ports)
                        .allSatisfy(port -> assertThat(port).startsWith("${GRADEFLOW_BIND:-127.0.0.1}:")));
    }

    @Test
    void shouldHaveNoPasswordUnlessSomebodyDrawsOne() {
        Set<String> required = new TreeSet<>();
        PARTS.forEach(part -> environment(part).forEach((variable, value) -> {
            if (variable.matches(".*(PASSWORD|SECRET|RECEIPTS_KEYS)")) {
                var found = VARIABLE.matcher(value);
                assertThat(found.matches() && "?".equals(found.group(2)))
                        .as(variable + ": " + value)
                        .isTrue();
                required.add(found.group(1));
            }
        }));

        Set<String> empty = Yaml.text(Yaml.ROOT.resolve(".env.example"))
                .lines()
                .filter(line -> line.matches("[A-Z_]+="))
                .map(line -> line.replace("=", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(required).isEqualTo(empty);
    }

    @Test
    void shouldLetGradersScale() {
        assertThat(PARTS.path("grader").has("ports")).isFalse();
        assertThat(PARTS.path("grader").has("container_name")).isFalse();
    }

    @Test
    void shouldMountWhatIsThere() {
        List<String> sources = Yaml.each(PARTS)
                .flatMap(part -> Yaml.texts(part.path("volumes")).stream())
                .map(volume -> volume.split(":")[0])
                .toList();

        assertThat(sources).isNotEmpty().allSatisfy(source -> {
            if (source.startsWith("./")) {
                assertThat(Yaml.ROOT.resolve(Path.of(source))).exists();
            } else {
                assertThat(COMPOSE.path("volumes").has(source)).isTrue();
            }
        });
    }

    @Test
    void shouldScrapeWhatRuns() {
        JsonNode scraped =
                Yaml.document(Overlay.DEPLOY.resolve("observe/prometheus.yml")).path("scrape_configs");
        List<String> hosts = Yaml.texts(scraped.at("/0/static_configs/0/targets")).stream()
                .map(target -> target.replace(":8080", ""))
                .collect(Collectors.toList());
        hosts.addAll(Yaml.texts(scraped.at("/1/dns_sd_configs/0/names")));

        assertThat(hosts)
                .containsExactlyInAnyOrderElementsOf(Code.services()
                        .filter(Code::isOnPlatform)
                        .map(ComposeTest::partName)
                        .toList());
    }

    private static JsonNode part(Code code) {
        return PARTS.path(partName(code));
    }

    /** Graders are called what they are scaled by. */
    private static String partName(Code code) {
        return code.service().equals("grader-service") ? "grader" : code.service();
    }

    private static Map<String, String> environment(JsonNode part) {
        Map<String, String> environment = new TreeMap<>();
        part.path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        return environment;
    }
}
