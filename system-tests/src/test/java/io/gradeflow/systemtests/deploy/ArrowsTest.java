package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradeflow.systemtests.deploy.Arrows.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Network policies let through the arrows of the architecture and what they stand on, and nothing else. */
class ArrowsTest {

    private static final Party DNS = Party.of("dns", "kube-system", Map.of("k8s-app", "kube-dns"), 53);
    private static final Party STRANGER = Party.of("stranger", "elsewhere", Map.of("app", "stranger"), 80, 443);

    @Test
    void shouldBeTheArrowsOfTheArchitectureOnALocalCluster() {
        List<Party> parties = services(Overlay.LOCAL);
        parties.addAll(List.of(
                DNS, STRANGER, local("kafka", 9092, 9093), local("postgres", 5432), local("keycloak", 8080, 9000)));
        Set<String> expected = betweenServices();
        Code.services().forEach(code -> {
            if (code.isOnPlatform()) {
                expected.add(code.service() + ">kafka:9092");
            }
            if (code.hasDatabase()) {
                expected.add(code.service() + ">postgres:5432");
            }
            if (code.asksTheIssuer()) {
                expected.add(code.service() + ">keycloak:8080");
            }
        });
        expected.add("keycloak>postgres:5432");
        List.of("kafka", "postgres", "keycloak").forEach(store -> expected.add(store + ">dns:53"));
        outside(expected);

        assertThat(new Arrows(policies(Overlay.LOCAL)).among(parties)).isEqualTo(expected);
    }

    @Test
    void shouldBeTheArrowsOfTheArchitectureInProduction() {
        List<Party> parties = services(Overlay.PRODUCTION);
        Party prometheus = Party.of("prometheus", "monitoring", Map.of("app", "prometheus"));
        Party gateway = Party.of("gateway", "gateway", Map.of("app", "proxy"));
        Party issuer = Party.of("issuer", "somewhere", Map.of(), 443);
        Party broker = Party.of(
                "broker",
                "gradeflow",
                Map.of("strimzi.io/cluster", "gradeflow", "strimzi.io/broker-role", "true"),
                9091,
                9093);
        parties.addAll(List.of(DNS, prometheus, gateway, issuer, broker));
        for (String database : List.of("question-db", "attempt-db", "analytics-db")) {
            parties.add(Party.of(database, "gradeflow", Map.of("cnpg.io/cluster", database), 5432, 8000));
        }
        Set<String> expected = betweenServices();
        expected.add("gateway>web:8080");
        Code.services().forEach(code -> {
            if (code.isOnPlatform()) {
                expected.add(code.service() + ">broker:9093");
                expected.add("prometheus>" + code.service() + ":8080");
            }
            if (code.hasDatabase()) {
                expected.add(code.service() + ">" + code.service().replace("-service", "-db") + ":5432");
            }
            if (code.asksTheIssuer()) {
                expected.add(code.service() + ">issuer:443");
            }
        });

        Set<String> found = new Arrows(policies(Overlay.PRODUCTION)).among(parties);

        // What operators' pods send, and who reaches brokers, is the operators' own to guard.
        found.removeIf(arrow -> arrow.matches("(broker|\\w+-db|prometheus|gateway|dns|issuer)>.*")
                && !arrow.matches("(prometheus|gateway)>.*(-service|web):.*"));
        outside(expected);
        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldGuardEveryPodOfGradeflowBothWays(Overlay overlay) {
        assertThat(overlay.workloads()).allSatisfy(workload -> {
            JsonNode labels = workload.at("/spec/template/metadata/labels");
            for (String direction : List.of("Ingress", "Egress")) {
                assertThat(policies(overlay).stream()
                                .filter(policy -> Yaml.texts(policy.at("/spec/policyTypes"))
                                        .contains(direction))
                                .filter(policy -> Selectors.matches(policy.at("/spec/podSelector"), labels)))
                        .as("%s of %s", direction, Overlay.name(workload))
                        .isNotEmpty();
            }
        });
    }

    @Test
    void shouldFindAnArrowTooMuch() {
        List<JsonNode> policies = new ArrayList<>();
        policies(Overlay.LOCAL).forEach(policy -> policies.add(policy.deepCopy()));
        policies.stream()
                .filter(policy -> Overlay.name(policy).equals("web-to-services"))
                .forEach(policy -> ((ObjectNode) policy.at("/spec/egress/0")).remove("to"));
        policies.stream()
                .filter(policy -> Overlay.name(policy).equals("services-from-web"))
                .forEach(policy -> ((ObjectNode) policy.at("/spec/podSelector")).remove("matchExpressions"));

        assertThat(new Arrows(policies).among(services(Overlay.LOCAL))).contains("web>grader-service:8080");
    }

    /** The door hands calls on to those behind it, and nobody else calls anybody. */
    private static Set<String> betweenServices() {
        Set<String> arrows = new TreeSet<>();
        Stream.of("question", "attempt", "analytics").forEach(part -> {
            assertThat(new Code("web").settings()).contains("gradeflow.web." + part + "-url");
            arrows.add("web>" + part + "-service:8080");
        });
        return arrows;
    }

    private static void outside(Set<String> expected) {
        Code.SERVICES.forEach(service -> expected.add(service + ">dns:53"));
    }

    private static Party local(String name, Integer... ports) {
        JsonNode labels = Overlay.LOCAL.workloads().stream()
                .filter(workload -> Overlay.name(workload).equals(name))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/metadata/labels");
        return new Party(name, "gradeflow", labels, Set.of(ports));
    }

    private static List<Party> services(Overlay overlay) {
        List<Party> parties = new ArrayList<>();
        for (String service : Code.SERVICES) {
            parties.add(new Party(
                    service,
                    "gradeflow",
                    overlay.object("Deployment", service).at("/spec/template/metadata/labels"),
                    Set.of(8080)));
        }
        return parties;
    }

    private static List<JsonNode> policies(Overlay overlay) {
        return overlay.objects("NetworkPolicy").toList();
    }
}
