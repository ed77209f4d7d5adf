package io.gradeflow.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Settings SETTINGS = new Settings(Map.of(
            "gradeflow.attempts.grace", SettingForm.DURATION,
            "gradeflow.receipts.keys", SettingForm.SECRET));

    @Test
    void shouldSayWhichSettingCantBeUsedAndWhatToWrite() {
        assertThat(SETTINGS.complaints(config(Map.of("gradeflow.attempts.grace", "five"))))
                .containsExactly(
                        "gradeflow.attempts.grace (GRADEFLOW_ATTEMPTS_GRACE) is \"five\": set it to a time such as 5S, 10M"
                                + " or 1H.");
        assertThat(SETTINGS.complaints(config(Map.of("gradeflow.attempts.grace", "5S"))))
                .isEmpty();
    }

    @Test
    void shouldAskWhetherAnotherNameIsMeant() {
        assertThat(SETTINGS.slips(config(Map.of(
                        "gradeflow.receipt.key", "a", "gradeflow.receipts.keys", "b", "gradeflow.home", "/somewhere"))))
                .containsExactly(
                        "Nothing reads gradeflow.receipt.key (GRADEFLOW_RECEIPT_KEY); is gradeflow.receipts.keys"
                                + " (GRADEFLOW_RECEIPTS_KEYS) meant?");
    }

    @ParameterizedTest
    @CsvSource({
        "DURATION, 0S, -5S",
        "INTERVAL, PT0.2S, 0S",
        "COUNT, 12, 0",
        "COUNT, 1, many",
        "FLAG, true, yes",
        "TEXT, cohorts, ' '",
        "HOSTS, 'kafka:9092,other:9092', kafka",
        "HOSTS, 127.0.0.1:19092, kafka:9092;other:9092",
        "ADDRESS, https://login.example.org/realms/gradeflow, login.example.org",
        "ADDRESS, http://keycloak:8080, http:/keycloak",
        "DATABASE, jdbc:postgresql://db:5432/attempt?sslmode=verify-full, postgresql://db/attempt"
    })
    void shouldTellWhatFitsFromWhatDoesNot(SettingForm form, String fitting, String other) {
        assertThat(form.fits(fitting)).isTrue();
        assertThat(form.fits(other)).isFalse();
    }

    @Test
    void shouldReadTheFormsOfThisModulesSettings() {
        assertThat(Settings.ofThisService().complaints(config(Map.of("gradeflow.topics.partitions", "0"))))
                .singleElement()
                .asString()
                .contains("GRADEFLOW_TOPICS_PARTITIONS", "a whole number from 1 on");
    }

    @Test
    void shouldTakeASecretOutOfAFile(@TempDir Path secrets) throws IOException {
        Files.writeString(secrets.resolve("QUARKUS_DATASOURCE_PASSWORD"), "of-a-file\n");
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withDefaultValue(SecretFiles.SETTING, secrets.toString())
                .withSources(
                        new PropertiesConfigSource(Map.of("quarkus.datasource.password", "of-the-yaml"), "yaml", 255))
                .addDiscoveredSources()
                .build();

        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo("of-a-file");
    }

    @Test
    void shouldSayThatTheDirectoryOfSecretsIsNotThere(@TempDir Path directory) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withDefaultValue(SecretFiles.SETTING, directory.resolve("none").toString())
                .addDiscoveredSources();

        assertThatThrownBy(builder::build).hasMessageContaining("GRADEFLOW_SECRETS");
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
