package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an overlay of somebody's own can add to that of production. */
class ComponentsTest {

    @Test
    void shouldTellEveryServiceWhereTracesGoAndLetThemThrough(@TempDir Path own) throws IOException {
        List<JsonNode> objects = production(own, "traces");
        JsonNode map = objects.stream()
                .filter(object -> object.path("kind").asText().equals("ConfigMap"))
                .filter(object -> Overlay.name(object).startsWith("traces-"))
                .findFirst()
                .orElseThrow();
        Set<String> variables = new TreeSet<>();
        map.path("data").fieldNames().forEachRemaining(variables::add);

        assertThat(Code.services()).allSatisfy(code -> {
            JsonNode deployment = object(objects, "Deployment", code.service());
            assertThat(Yaml.each(deployment.at("/spec/template/spec/containers/0/envFrom"))
                            .map(source -> source.at("/configMapRef/name").asText()))
                    .contains(Overlay.name(map));
            assertThat(Containers.unknown(code, variables)).as(code.service()).isEmpty();
        });
        String port =
                map.at("/data/QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT").asText().replaceFirst("^.*:", "");
        assertThat(object(objects, "NetworkPolicy", "traces")
                        .at("/spec/egress/0/ports/0/port")
                        .asText())
                .isEqualTo(port);
    }

    private static List<JsonNode> production(Path own, String component) throws IOException {
        Path here = own.toRealPath();
        Files.writeString(here.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                namespace: gradeflow
                resources:
                  - %s
                components:
                  - %s
                """.formatted(
                here.relativize(Overlay.PRODUCTION.directory().toRealPath()),
                here.relativize(
                        Overlay.DEPLOY.resolve("components").resolve(component).toRealPath())));
        return Overlay.render(here);
    }

    private static JsonNode object(List<JsonNode> objects, String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind)
                        && Overlay.name(object).equals(name))
                .findFirst()
                .orElseThrow();
    }
}
