package io.gradeflow.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.Ports;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service with a setting that it can't use ends, and its last line says what to change. */
@Tag("system")
class StartTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grader-service | KAFKA_BOOTSTRAP_SERVERS | kafka | host:port",
                "grader-service | GRADEFLOW_TOPICS_PARTITIONS | a dozen | a whole number from 1 on",
                "attempt-service | QUARKUS_DATASOURCE_JDBC_URL | postgresql://db/attempt | jdbc:postgresql://host:port/database",
                "web | GRADEFLOW_WEB_QUESTION_URL | question-service:8080 | an address that begins with http://",
            })
    void shouldSayWhatToChange(String service, String variable, String value, String words)
            throws InterruptedException {
        try (ServiceProcess process =
                ServiceProcess.start(service, Ports.free(), Map.of(variable, value), directory.resolve("log"))) {
            assertThat(process.exitCode()).isNotZero();
            assertThat(process.said()).contains("(" + variable + ") is \"" + value + "\": set it to " + words);
        }
    }
}
