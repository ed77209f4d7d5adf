package io.gradeflow.systemtests.deploy;

import static io.gradeflow.devstack.testing.Patience.await;
import static io.restassured.RestAssured.given;

import io.gradeflow.devstack.Ports;
import io.gradeflow.devstack.PostgresServer;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Keycloak out of the distribution that {@code GRADEFLOW_KEYCLOAK} names, which the compose file tells what to do: on a database of this
 * machine and on ports that are free, with the repository's realm.
 */
final class Keycloak implements AutoCloseable {

    /** Its administrator's, with whom nothing of Gradeflow has to do. */
    private static final String ADMINISTRATOR = "keycloak";

    private static final String PLACE = "http://keycloak:8080";

    private final Process process;
    private final Path log;
    private final int port;
    private final Map<String, String> settings;

    private Keycloak(Process process, Path log, int port, Map<String, String> settings) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.settings = settings;
    }

    static Path distribution() {
        return Path.of(Objects.requireNonNull(System.getenv("GRADEFLOW_KEYCLOAK")));
    }

    /** @param settings of {@code .env}, passwords among them */
    static Keycloak start(Path directory, PostgresServer postgres, Map<String, String> settings) {
        Path home = directory.resolve("keycloak");
        Path log = directory.resolve("keycloak.log");
        int port = Ports.free();
        int management = Ports.free();
        try {
            copy(distribution(), home);
            copy(Overlay.DEPLOY.resolve("overlays/local/keycloak"), home.resolve("data/import"));
            createDatabase(postgres, settings.get("KEYCLOAK_PASSWORD"));
            ComposedPart part = ComposedPart.of("keycloak");
            List<String> command =
                    new ArrayList<>(List.of(home.resolve("bin/kc.sh").toString()));
            command.addAll(part.command());
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.putAll(part.environment(settings, Map.of("postgres:5432", postgres.address())));
            environment.putAll(Map.of(
                    "KC_HOSTNAME", "http://localhost:" + port,
                    "KC_HTTP_HOST", Ports.HOST,
                    "KC_HTTP_PORT", Integer.toString(port),
                    "KC_HTTP_MANAGEMENT_PORT", Integer.toString(management),
                    "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                    "JAVA_HOME", System.getProperty("java.home"),
                    "PATH", System.getenv("PATH")));
            Keycloak keycloak = new Keycloak(builder.start(), log, port, settings);
            keycloak.awaitReady(management);
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As services ask it, in the place of the compose file's address. */
    Map<String, String> place() {
        return Map.of(PLACE, "http://" + Ports.HOST + ":" + port);
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls of its administration, on the realm. */
    RequestSpecification administration() {
        return administration(given().formParam("grant_type", "password")
                .formParam("client_id", "admin-cli")
                .formParam("username", ADMINISTRATOR)
                .formParam("password", settings.get("KEYCLOAK_ADMIN_PASSWORD"))
                .post(url("/realms/master/protocol/openid-connect/token"))
                .then()
                .statusCode(200)
                .extract()
                .path("access_token"));
    }

    RequestSpecification administration(String token) {
        return given().baseUri(url("/admin/realms/gradeflow"))
                .header("Authorization", "Bearer " + token)
                .contentType("application/json");
    }

    /** What the realm gives for it. */
    Response tokens(Map<String, String> grant) {
        return given().formParams(grant).post(url("/realms/gradeflow/protocol/openid-connect/token"));
    }

    /** Of somebody who signs in with a password at the client for commands and scripts. */
    Response signIn(String user, String password) {
        return tokens(
                Map.of("grant_type", "password", "client_id", "gradeflow-cli", "username", user, "password", password));
    }

    private String url(String path) {
        return "http://" + Ports.HOST + ":" + port + path;
    }

    private void awaitReady(int management) {
        try {
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptionsInstanceOf(ConnectException.class)
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new AssertionError("ended while it started");
                        }
                        return given().get("http://" + Ports.HOST + ":" + management + "/health/ready")
                                        .statusCode()
                                == 200;
                    });
        } catch (RuntimeException | AssertionError e) {
            close();
            throw new AssertionError(said(), e);
        }
    }

    private static void createDatabase(PostgresServer postgres, String password) {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE keycloak LOGIN PASSWORD " + statement.enquoteLiteral(password));
            statement.execute("CREATE DATABASE keycloak OWNER keycloak");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It builds itself anew at its start, which is not to change what was given. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
