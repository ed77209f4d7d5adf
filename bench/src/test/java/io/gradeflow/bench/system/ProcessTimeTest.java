package io.gradeflow.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessTimeTest {

    /** The child works and ends; its parent only waits for it, and then for us. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldCountAChildThatHasEnded() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "/bin/sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; exit 0'; echo ended; read line")
                .start();
        try (BufferedReader said = parent.inputReader(StandardCharsets.UTF_8);
                OutputStream told = parent.getOutputStream()) {
            assertThat(said.readLine()).isEqualTo("ended");

            assertThat(parent.descendants()).isEmpty();
            assertThat(ProcessTime.withChildren(parent.toHandle()))
                    .isGreaterThan(Duration.ofMillis(50))
                    .isGreaterThan(ProcessTime.of(parent.toHandle()).multipliedBy(2));
            told.write('\n');
        }
        assertThat(parent.waitFor()).isZero();
    }

    @Test
    void shouldReadTimesBehindANameOfAnyKind() {
        assertThat(ProcessTime.Ticks.parse("7 (a ) (b) S 1 7 7 0 -1 4 1 2 3 4 11 22 333 444 20 0 1 0 5"))
                .isEqualTo(new ProcessTime.Ticks(33, 777));
    }
}
