package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What manifests name is there: images, ports, probes, secrets, hosts, targets of scaling, metrics. */
class NamesTest {

    private static final Set<String> PROBES = Set.of("/q/health/started", "/q/health/ready", "/q/health/live");
    private static final Pattern METRIC = Pattern.compile("gradeflow_[a-z_]+");

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldRunTheImageOfEachServiceOnThePortThatItsImageListensOn(Overlay overlay) {
        String dockerfile = Yaml.text(Yaml.ROOT.resolve("Dockerfile"));

        assertThat(Code.services()).allSatisfy(code -> {
            JsonNode container = overlay.object("Deployment", code.service()).at("/spec/template/spec/containers/0");
            assertThat(container.path("image").asText()).startsWith("gradeflow/" + code.service() + ":");
            assertThat(Yaml.ROOT.resolve(code.service()).resolve("pom.xml")).exists();
            assertThat(dockerfile)
                    .contains("QUARKUS_HTTP_PORT="
                            + container.at("/ports/0/containerPort").asText() + " ");
        });
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldProbeWhereTheServicesAnswer(Overlay overlay) {
        assertThat(Code.SERVICES).allSatisfy(service -> {
            JsonNode container = overlay.object("Deployment", service).at("/spec/template/spec/containers/0");
            Set<String> paths = new TreeSet<>();
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                assertThat(container.at("/" + probe + "/httpGet/port").asText()).isEqualTo("http");
                paths.add(container.at("/" + probe + "/httpGet/path").asText());
            }
            assertThat(paths).isEqualTo(new TreeSet<>(PROBES));
        });
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldSendServicesToPodsThatListen(Overlay overlay) {
        assertThat(overlay.objects("Service")).isNotEmpty().allSatisfy(service -> {
            List<JsonNode> selected = overlay.workloads().stream()
                    .filter(workload -> Selectors.matchesLabels(
                            service.at("/spec/selector"), workload.at("/spec/template/metadata/labels")))
                    .toList();
            assertThat(selected).as(Overlay.name(service)).hasSize(1);
            assertThat(Yaml.each(selected.getFirst().at("/spec/template/spec/containers/0/ports"))
                            .map(port -> port.path("name").asText()))
                    .contains(service.at("/spec/ports/0/targetPort").asText());
        });
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldReachOthersWhereTheyAre(Overlay overlay) {
        Set<String> places = new TreeSet<>();
        overlay.objects("Service")
                .forEach(service -> places.add(Overlay.name(service) + ":"
                        + service.at("/spec/ports/0/port").asText()));
        overlay.objects("Cluster").forEach(cluster -> places.add(Overlay.name(cluster) + "-rw:5432"));
        overlay.objects("Kafka")
                .forEach(kafka -> places.add(Overlay.name(kafka) + "-kafka-bootstrap:"
                        + kafka.at("/spec/kafka/listeners/0/port").asText()));

        assertThat(Code.SERVICES)
                .allSatisfy(service -> Containers.environment(
                                overlay, overlay.object("Deployment", service).at("/spec/template/spec/containers/0"))
                        .forEach((variable, value) -> {
                            if (variable.matches("KAFKA_BOOTSTRAP_SERVERS|.*_URL") && !value.startsWith("https:")) {
                                assertThat(value.replaceFirst("^.*//", "").replaceFirst("/.*", ""))
                                        .as(variable)
                                        .isIn(places);
                            }
                        }));
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldRunWithoutAnyRights(Overlay overlay) {
        assertThat(overlay.workloads()).allSatisfy(workload -> {
            JsonNode pod = workload.at("/spec/template/spec");
            JsonNode container = pod.at("/containers/0");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(Yaml.texts(container.at("/securityContext/capabilities/drop")))
                    .containsExactly("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .as(Overlay.name(workload))
                    .isEqualTo(Code.SERVICES.contains(Overlay.name(workload)));
        });
        assertThat(overlay.object("Namespace", "gradeflow")
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asText())
                .isEqualTo("restricted");
    }

    @Test
    void shouldScaleGradersFromOneToThePartitionsOnTheLagOfBothLanes() {
        JsonNode scaled =
                Overlay.PRODUCTION.object("ScaledObject", "grader-service").path("spec");
        Code grader = new Code("grader-service");

        assertThat(scaled.path("minReplicaCount").asInt()).isEqualTo(1);
        assertThat(scaled.path("maxReplicaCount").asInt()).isEqualTo(Code.partitions());
        assertThat(Yaml.each(scaled.path("triggers"))
                        .map(trigger -> trigger.at("/metadata/topic").asText()))
                .containsExactlyInAnyOrder("answers-submitted", "answers-resubmitted");
        assertThat(Yaml.each(scaled.path("triggers"))
                        .map(trigger -> trigger.at("/metadata/consumerGroup").asText()))
                .containsExactlyInAnyOrderElementsOf(grader.groups());
        assertThat(Yaml.each(scaled.path("triggers"))
                        .map(trigger -> trigger.at("/authenticationRef/name").asText()))
                .allSatisfy(name -> assertThat(Overlay.PRODUCTION.object("TriggerAuthentication", name))
                        .isNotNull());
    }

    @Test
    void shouldScaleWhatIsThereAndLeaveItsNumberToTheScaler() {
        List<String> targets = new ArrayList<>();
        Overlay.PRODUCTION.objects().stream()
                .filter(object -> Set.of("ScaledObject", "HorizontalPodAutoscaler")
                        .contains(object.path("kind").asText()))
                .forEach(object ->
                        targets.add(object.at("/spec/scaleTargetRef/name").asText()));

        assertThat(targets).containsExactlyInAnyOrderElementsOf(Code.SERVICES);
        assertThat(targets)
                .allSatisfy(target -> assertThat(Overlay.PRODUCTION
                                .object("Deployment", target)
                                .path("spec")
                                .has("replicas"))
                        .isFalse());
    }

    @Test
    void shouldLeadTheGatewayToTheDoor() {
        List<JsonNode> backends = Overlay.PRODUCTION
                .objects("HTTPRoute")
                .flatMap(route -> Yaml.each(route.at("/spec/rules")))
                .flatMap(rule -> Yaml.each(rule.path("backendRefs")))
                .toList();

        assertThat(backends)
                .singleElement()
                .satisfies(backend -> assertThat(Overlay.PRODUCTION
                                .object("Service", backend.path("name").asText())
                                .at("/spec/ports/0/port"))
                        .isEqualTo(backend.path("port")));
        assertThat(backends.getFirst().path("name").asText()).isEqualTo("web");
    }

    @Test
    void shouldScrapeEveryServiceThatHasMetrics() {
        JsonNode monitor = Overlay.PRODUCTION.object("ServiceMonitor", "gradeflow");
        List<String> scraped = Overlay.PRODUCTION
                .objects("Service")
                .filter(service -> Selectors.matches(monitor.at("/spec/selector"), service.at("/metadata/labels")))
                .filter(service -> service.at("/spec/ports/0/name").equals(monitor.at("/spec/endpoints/0/port")))
                .map(Overlay::name)
                .toList();

        assertThat(scraped)
                .containsExactlyInAnyOrderElementsOf(Code.services()
                        .filter(Code::isOnPlatform)
                        .map(Code::service)
                        .toList());
        assertThat(monitor.at("/spec/endpoints/0/path").asText()).isEqualTo("/q/metrics");
    }

    @Test
    void shouldAlertOnMetricsThatThereAre() {
        Set<String> known = Code.metrics();
        List<String> named = Yaml.each(
                        Overlay.PRODUCTION.object("PrometheusRule", "gradeflow").at("/spec/groups/0/rules"))
                .flatMap(rule ->
                        METRIC.matcher(rule.path("expr").asText()).results().map(found -> found.group()))
                .map(name -> name.replaceFirst("_(total|seconds)$", ""))
                .toList();

        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(name).isIn(known));
    }
}
