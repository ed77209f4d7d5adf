package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.local.LocalPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@Tag("system")
@Tag("slow")
@DisabledIfEnvironmentVariable(
        named = "GRADEFLOW_CONTAINER_TESTS",
        matches = "true",
        disabledReason = "the launcher starts processes of its own, and no containers")
class UpTest {

    private static final Path ROOT = Path.of(System.getProperty("gradeflow.root"));

    @TempDir
    private Path home;

    private final LocalPorts ports = LocalPorts.free();

    @Test
    void shouldEndWhenAnotherCommandEndsTheSystem() {
        SystemUnderTest.Command up = command("up");
        try {
            await().atMost(Duration.ofMinutes(4))
                    .until(() -> up.output().contains("Ctrl-C ends it") || !up.isRunning());
        } finally {
            SystemUnderTest.Command down = command("down");
            assertThat(down.exitCode()).as(down.output()).isZero();
        }

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("Nothing of it runs any more");
    }

    private SystemUnderTest.Command command(String name) {
        return LauncherCommand.start(ROOT, home, ports, List.of(name));
    }
}
