package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No manifest holds a field that an API server doesn't know. */
class StrictManifestsTest {

    private static final StrictModels MODELS = new StrictModels();

    static Stream<Path> files() {
        return Stream.of("base", "overlays")
                .flatMap(folder -> Yaml.files(Overlay.DEPLOY.resolve(folder), ".yaml").stream())
                .filter(file -> !file.endsWith("kustomization.yaml"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHoldOnlyFieldsThatItsModelsKnow(Path file) {
        assertThat(Yaml.documents(file)).isNotEmpty().allSatisfy(object -> {
            if (MODELS.hasModel(object)) {
                assertThat(MODELS.faults(object)).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldRenderToObjectsThatAnApiServerTakes(Overlay overlay) {
        assertThat(overlay.objects()).flatExtracting(MODELS::faults).isEmpty();
    }

    @Test
    void shouldKnowEveryKindByAModelOrByItsDefinition() {
        assumeTrue(
                StrictModels.definitions().isPresent(),
                "no custom resource definitions here: GRADEFLOW_REAL_DATA names no folder with crds");
        var unknown = new TreeSet<String>();
        Overlay.PRODUCTION.objects().stream()
                .filter(object -> MODELS.faults(object).stream().anyMatch(fault -> fault.contains("known neither")))
                .forEach(object -> unknown.add(object.path("kind").asText()));

        assertThat(unknown).isEmpty();
    }

    /** What every file is checked with finds a slip of the pen, deep in a model and in a definition. */
    @Test
    void shouldFindAFieldThatIsMisspelt() {
        JsonNode deployment = Yaml.documents(Overlay.DEPLOY.resolve("base/web.yaml"))
                .getLast()
                .deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("imagePullPolciy", "Always");
        JsonNode user = Yaml.documents(Overlay.DEPLOY.resolve("overlays/production/users.yaml"))
                .getFirst()
                .deepCopy();
        ((ObjectNode) user.at("/spec/authorization/acls/0/resource")).put("patternTyp", "literal");

        assertThat(MODELS.faults(deployment)).singleElement().asString().contains("imagePullPolciy");
        assertThat(MODELS.faults(user))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault).contains("patternTyp"));
    }

    @Test
    void shouldFindAMisspeltFieldByADefinition() {
        assumeTrue(StrictModels.definitions().isPresent(), "no custom resource definitions here");
        JsonNode scaled = Yaml.documents(Overlay.DEPLOY.resolve("overlays/production/scaling.yaml"))
                .getFirst()
                .deepCopy();
        ((ObjectNode) scaled.path("spec")).put("maxReplicas", 12);

        List<String> faults = MODELS.faults(scaled);

        assertThat(faults).singleElement().asString().contains("maxReplicas");
    }
}
