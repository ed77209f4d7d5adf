package io.gradeflow.systemtests.deploy;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.devstack.KafkaBroker;
import io.gradeflow.devstack.OidcIssuer;
import io.gradeflow.devstack.Ports;
import io.gradeflow.devstack.PostgresServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images are made of what is built here, on the base that {@code GRADEFLOW_RUNTIME_IMAGE} names, and each service runs from its
 * own with a read-only root and no rights, on a broker, a database and an issuer of this JVM.
 */
@Tag("system")
@EnabledIfEnvironmentVariable(named = "GRADEFLOW_CONTAINER_TESTS", matches = "true")
class ImagesTest {

    @TempDir
    static Path directory;

    private static KafkaBroker kafka;
    private static PostgresServer postgres;
    private static OidcIssuer issuer;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        kafka = KafkaBroker.start(directory.resolve("kafka"), 0);
        postgres = PostgresServer.start(directory.resolve("postgres"), 0);
        issuer = OidcIssuer.start(directory.resolve("oidc"), 0);
    }

    @AfterAll
    static void stop() {
        issuer.close();
        postgres.close();
        kafka.close();
    }

    static List<Code> services() {
        return Code.services().toList();
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldRunFromItsImageReadOnlyAndWithoutRights(Code code) {
        Image image = new Image(code.service());
        image.make();
        String name = "gradeflow-test-" + code.service();
        int port = Ports.free();
        try {
            long started = System.nanoTime();
            image.run(name, environment(code, port));
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> status(port) == 200);
            long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();

            assertThat(Docker.run("exec", name, "id", "-u")).isEqualTo("10001");
            await().until(() -> Docker.inspect(name, "{{.State.Health.Status}}").equals("healthy"));
            System.out.printf(
                    "%s: %d MB, ready after %d ms, %s%n",
                    code.service(),
                    Long.parseLong(Docker.inspect(image.tag(), "{{.Size}}")) / 1_000_000,
                    millis,
                    Docker.run("stats", "--no-stream", "--format", "{{.MemUsage}}", name));
            Docker.run("stop", name);
            assertThat(Docker.inspect(name, "{{.State.ExitCode}}"))
                    .as("ends in order")
                    .isIn("0", "143");
        } catch (Throwable e) {
            throw new AssertionError(Docker.run("logs", name), e);
        } finally {
            Docker.run("rm", "--force", name);
        }
    }

    /** What each needs, and nothing else. */
    private static Map<String, String> environment(Code code, int port) {
        String database = code.service().replace("-service", "");
        String secret = Base64.getEncoder().encodeToString(new byte[32]);
        Map<String, String> known = new TreeMap<>(Map.of(
                "kafka.bootstrap.servers",
                kafka.bootstrapServers(),
                "quarkus.oidc.auth-server-url",
                issuer.url(),
                "quarkus.datasource.jdbc.url",
                postgres.jdbcUrl(database),
                "quarkus.datasource.username",
                database,
                "quarkus.datasource.password",
                postgres.password(),
                "gradeflow.receipts.keys",
                "test:" + secret,
                "gradeflow.imports.learner-secret",
                secret,
                "gradeflow.web.session-secret",
                secret));
        Map<String, String> environment = new TreeMap<>(Map.of("QUARKUS_HTTP_PORT", String.valueOf(port)));
        code.needed()
                .forEach(setting ->
                        environment.put(Code.variable(setting), known.getOrDefault(setting, "http://127.0.0.1:1")));
        return environment;
    }

    private int status(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
