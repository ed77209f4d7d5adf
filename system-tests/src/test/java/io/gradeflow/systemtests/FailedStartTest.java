package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever starts a service that can't start is told why. */
class FailedStartTest {

    private static final Path JAR = Path.of(System.getProperty("gradeflow.root"))
            .resolve("question-service/target/quarkus-app/quarkus-run.jar");

    @Test
    void shouldSayThatTheDatabaseIsAway(@TempDir Path directory) throws IOException, InterruptedException {
        int nobody = Ports.free();
        Path said = directory.resolve("said.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + nobody + "/question");
        Process service = builder.start();
        try {
            assertThat(service.waitFor(Duration.ofMinutes(2))).isTrue();
            assertThat(service.exitValue()).isEqualTo(1);
            assertThat(said)
                    .content()
                    .contains("The service could not start.")
                    .contains("Connection to 127.0.0.1:" + nobody + " refused");
        } finally {
            service.destroyForcibly();
        }
    }
}
