package io.gradeflow.systemtests;

import static org.awaitility.Awaitility.await;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.TokenEndpoint;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The local stack: what {@code ./gradeflow up} starts, on free ports and with data of its own. */
final class LocalSystem implements SystemUnderTest {

    private static final Path ROOT = Path.of(System.getProperty("gradeflow.root"));

    private final Path home;
    private final LocalPorts ports = LocalPorts.free();
    private final LocalStack stack;
    private final TokenEndpoint tokens;
    private final Map<LocalUser, String> issued = new ConcurrentHashMap<>();
    private int commands;

    private LocalSystem(Path home, Map<String, String> environment) {
        this.home = home;
        this.stack = LocalStack.startingOnce(ROOT, home, ports, environment);
        this.tokens = new TokenEndpoint(stack.issuer());
    }

    static LocalSystem start(int graders) {
        return start(graders, Map.of());
    }

    /** @param environment what the services are told beyond where the other parts are */
    static LocalSystem start(int graders, Map<String, String> environment) {
        try {
            Path home = Files.createTempDirectory(
                    Files.createDirectories(ROOT.resolve("system-tests/target")).toAbsolutePath(), "stack-");
            LocalSystem system = new LocalSystem(home, environment);
            try {
                system.stack.up(graders, what -> {});
            } catch (RuntimeException e) {
                system.close();
                throw e;
            }
            return system;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI web() {
        return stack.web();
    }

    @Override
    public URI issuer() {
        return stack.issuer();
    }

    @Override
    public URI address(String part) {
        return stack.address(part);
    }

    @Override
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    @Override
    public String token(String user, String... roles) {
        return token(LocalUser.of(user, roles));
    }

    @Override
    public void kill(String part) {
        stack.kill(part);
    }

    @Override
    public void stop(String part) {
        stack.stop(part);
    }

    @Override
    public void start(String part) {
        stack.start(part);
    }

    @Override
    public String log(String part) {
        try {
            return Files.readString(stack.log(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String token(LocalUser user) {
        String known = issued.get(user);
        return known == null ? issue(user) : known;
    }

    /** With patience: the issuer is not what is tested, and shares a loaded machine with what is. */
    private String issue(LocalUser user) {
        String token = await().atMost(Duration.ofMinutes(2))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> tokens.token(user), Objects::nonNull);
        issued.put(user, token);
        return token;
    }

    @Override
    public Command command(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dgradeflow.root=" + ROOT,
                "-jar",
                ROOT.resolve("launcher/target/launcher.jar").toString()));
        line.addAll(arguments);
        Path output = home.resolve("command-" + ++commands + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment());
        try {
            return new RunningCommand(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
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
    public void close() {
        stack.down(what -> {});
        stack.wipe();
    }

    private record RunningCommand(Process process, Path file) implements Command {

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
}
