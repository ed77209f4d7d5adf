package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every variable sets something that exists, and nothing is missing that a service needs. */
class SettingsTest {

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldSetOnlyWhatTheServiceReads(Overlay overlay) {
        assertThat(Code.services())
                .allSatisfy(code -> assertThat(Containers.unknown(
                                code, environment(overlay, code).keySet()))
                        .as(code.service())
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldSetAllThatTheServiceNeeds(Overlay overlay) {
        assertThat(Code.services())
                .allSatisfy(code -> assertThat(Containers.missing(
                                code, environment(overlay, code).keySet()))
                        .as(code.service())
                        .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void shouldTakeEverySecretFromASecret(Overlay overlay) {
        assertThat(Code.services())
                .allSatisfy(code -> environment(overlay, code).forEach((variable, value) -> {
                    if (variable.matches(".*(PASSWORD|SECRET|RECEIPTS_KEYS|JAAS_CONFIG)")) {
                        assertThat(value).as(code.service() + " " + variable).isEqualTo(Containers.SECRET);
                    }
                }));
    }

    @Test
    void shouldSetOnlyWhatTheImagesOfTheStoresKnow() {
        assertThat(Overlay.LOCAL.workloads()).allSatisfy(workload -> {
            JsonNode container = workload.at("/spec/template/spec/containers/0");
            String image = container.path("image").asText();
            if (!image.startsWith("gradeflow/")) {
                assertThat(Containers.unknownToImage(
                                image,
                                Containers.environment(Overlay.LOCAL, container).keySet()))
                        .as(image)
                        .isEmpty();
            }
        });
    }

    @Test
    void shouldConfigureBrokersWithWhatTheyKnow() {
        Set<String> settings = new HashSet<>();
        Overlay.PRODUCTION
                .object("Kafka", "gradeflow")
                .at("/spec/kafka/config")
                .fieldNames()
                .forEachRemaining(settings::add);

        assertThat(settings)
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(KafkaSettings.isOfBrokersConfiguration(setting))
                        .as(setting)
                        .isTrue());
    }

    @Test
    void shouldFindAVariableThatNobodyReads() {
        Code attempt = new Code("attempt-service");

        assertThat(Containers.unknown(
                        attempt, Set.of("GRADEFLOW_RECEIPT_KEYS", "KAFKA_SECURITY_PROTOCL", "KAFKA_SASL_MECHANISM")))
                .containsExactlyInAnyOrder("GRADEFLOW_RECEIPT_KEYS", "KAFKA_SECURITY_PROTOCL");
        assertThat(Containers.missing(attempt, Set.of())).contains("GRADEFLOW_RECEIPTS_KEYS");
    }

    private static Map<String, String> environment(Overlay overlay, Code code) {
        return Containers.environment(
                overlay, overlay.object("Deployment", code.service()).at("/spec/template/spec/containers/0"));
    }
}
