package io.gradeflow.systemtests;

import io.gradeflow.devstack.local.LocalPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the launcher, in a process of its own. */
record LauncherCommand(Process process, Path file) implements SystemUnderTest.Command {

    /**
     * @param home of the stack that it is about; what it prints is kept there
     * @param ports of that stack
     */
    static LauncherCommand start(Path root, Path home, LocalPorts ports, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dgradeflow.root=" + root,
                "-jar",
                root.resolve("launcher/target/launcher.jar").toString()));
        line.addAll(arguments);
        try {
            Path output = Files.createTempFile(home, "command-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment(home, ports));
            return new LauncherCommand(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(Path home, LocalPorts ports) {
        return Map.of(
                "GRADEFLOW_HOME", home.toString(),
                "GRADEFLOW_WEB_PORT", port(ports.web()),
                "GRADEFLOW_QUESTION_PORT", port(ports.question()),
                "GRADEFLOW_ATTEMPT_PORT", port(ports.attempt()),
                "GRADEFLOW_GRADER_PORT", port(ports.grader()),
                "GRADEFLOW_ANALYTICS_PORT", port(ports.analytics()),
                "GRADEFLOW_OIDC_PORT", port(ports.oidc()),
                "GRADEFLOW_KAFKA_PORT", port(ports.kafka()),
                "GRADEFLOW_POSTGRES_PORT", port(ports.postgres()));
    }

    private static String port(int port) {
        return String.format(Locale.ROOT, "%d", port);
    }

    @Override
    public String output() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public int exitCode() {
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the command does not end; it printed:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
