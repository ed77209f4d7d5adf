package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;

import io.gradeflow.bench.system.IssuedTokens;
import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.Ports;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import io.gradeflow.systemtests.deploy.Docker;
import io.gradeflow.systemtests.deploy.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The services, each in a container of its own image, on a broker, a database and an issuer of the local stack. */
final class ContainerSystem implements SystemUnderTest {

    private static final Path ROOT = Path.of(System.getProperty("gradeflow.root"));
    private static final List<String> INFRASTRUCTURE = List.of("kafka", "postgres", "oidc");

    private final Path home;
    private final LocalPorts ports = LocalPorts.free();
    private final LocalStack stack;
    private final IssuedTokens tokens;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String names = "gradeflow-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final Map<String, Integer> services = new ConcurrentHashMap<>();
    private final Set<String> containers = ConcurrentHashMap.newKeySet();

    private ContainerSystem(Path home, Map<String, String> environment) {
        this.home = home;
        this.stack = LocalStack.startingOnce(ROOT, home, ports, environment);
        this.tokens = new IssuedTokens(stack.issuer());
        services.putAll(Map.of(
                "question-service", ports.question(),
                "attempt-service", ports.attempt(),
                "grader-service", ports.grader(),
                "analytics-service", ports.analytics(),
                "web", ports.web()));
    }

    /** @param environment what the services are told beyond where the other parts are */
    static ContainerSystem start(Map<String, String> environment) {
        try {
            Path home = Files.createTempDirectory(
                    Files.createDirectories(ROOT.resolve("system-tests/target")).toAbsolutePath(), "containers-");
            ContainerSystem system = new ContainerSystem(home, environment);
            try {
                INFRASTRUCTURE.forEach(system.stack::start);
                List.copyOf(system.services.keySet()).forEach(system::start);
            } catch (RuntimeException | AssertionError e) {
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
        Integer port = services.get(part);
        return port == null ? stack.address(part) : URI.create("http://" + Ports.HOST + ":" + port);
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
    public String token(LocalUser user) {
        return tokens.of(user);
    }

    @Override
    public void kill(String part) {
        if (INFRASTRUCTURE.contains(part)) {
            stack.kill(part);
        } else {
            Docker.run("kill", names + part);
        }
    }

    @Override
    public void stop(String part) {
        if (INFRASTRUCTURE.contains(part)) {
            stack.stop(part);
        } else {
            Docker.run("stop", "--time", "30", names + part);
        }
    }

    @Override
    public void start(String part) {
        if (INFRASTRUCTURE.contains(part)) {
            stack.start(part);
            return;
        }
        int port = services.computeIfAbsent(part, name -> Ports.free());
        remove(part);
        containers.add(part);
        new Image(part.replaceFirst("-\\d+$", "")).run(names + part, environment(part, port));
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> isReady(part));
    }

    private Map<String, String> environment(String part, int port) {
        Map<String, String> environment = new HashMap<>(stack.environment(part, port));
        // No file of this machine is theirs.
        environment.remove("GRADEFLOW_SLOW_LANE_TURN");
        return environment;
    }

    private void remove(String part) {
        if (containers.remove(part)) {
            Docker.run("rm", "--force", names + part);
        }
    }

    private boolean isReady(String part) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(part).resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == HttpURLConnection.HTTP_OK;
    }

    @Override
    public String log(String part) {
        try {
            return INFRASTRUCTURE.contains(part) ? Files.readString(stack.log(part)) : Docker.run("logs", names + part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Command command(List<String> arguments) {
        return LauncherCommand.start(ROOT, home, ports, arguments);
    }

    @Override
    public void close() {
        List.copyOf(containers).forEach(this::remove);
        http.close();
        stack.down(what -> {});
        stack.wipe();
    }
}
