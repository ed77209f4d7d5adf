package io.gradeflow.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images are made with what a service leaves that has worked in a whole system. */
@Tag("slow")
class ArchiveRecordingTest {

    private static final Path ROOT = Path.of(System.getProperty("gradeflow.root"));
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String OPTIONS = "@" + ROOT.resolve("deploy/image/java-options");
    private static final String JAR =
            ROOT.resolve("analytics-service/target/quarkus-app/quarkus-run.jar").toString();

    @TempDir
    Path directory;

    @Test
    void shouldLeaveAnArchiveThatTheServiceCanUse() throws IOException, InterruptedException {
        Path archive = directory.resolve("start.aot");

        assertThat(run(
                        List.of(
                                "-Dgradeflow.root=" + ROOT,
                                "-Djava.io.tmpdir=" + directory,
                                "-cp",
                                ROOT.resolve("launcher/target/launcher.jar").toString(),
                                "io.gradeflow.launcher.ArchiveRecording",
                                "analytics-service",
                                archive.toString(),
                                JAVA,
                                OPTIONS,
                                "-XX:AOTCacheOutput=" + archive,
                                "-jar",
                                JAR),
                        Duration.ofMinutes(10)))
                .isZero();

        // A JVM that is to use nothing else ends where it can't use it.
        assertThat(run(
                        List.of(OPTIONS, "-XX:AOTCache=" + archive, "-XX:AOTMode=on", "-cp", JAR, "-version"),
                        Duration.ofMinutes(1)))
                .isZero();
    }

    /** One that is asked to end before ends the system that it started. */
    private static int run(List<String> arguments, Duration limit) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(JAVA), arguments.stream()).toList())
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(limit)).isTrue();
            return process.exitValue();
        } finally {
            process.destroy();
            process.waitFor(1, TimeUnit.MINUTES);
        }
    }
}
