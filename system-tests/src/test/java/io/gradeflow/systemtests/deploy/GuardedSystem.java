package io.gradeflow.systemtests.deploy;

import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.OidcIssuer;
import io.gradeflow.devstack.Ports;
import io.gradeflow.devstack.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The services with what the production overlay tells them, but for addresses and files that are elsewhere on this machine: each
 * speaks TLS with Kafka as a user of its own, and with its database, and finds its secrets in files.
 */
final class GuardedSystem implements AutoCloseable {

    private final Path directory;
    private final Certificate certificate;
    private final GuardedKafka kafka;
    private final PostgresServer postgres;
    private final OidcIssuer issuer;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();

    private GuardedSystem(
            Path directory, Certificate certificate, GuardedKafka kafka, PostgresServer postgres, OidcIssuer issuer) {
        this.directory = directory;
        this.certificate = certificate;
        this.kafka = kafka;
        this.postgres = postgres;
        this.issuer = issuer;
    }

    static GuardedSystem start(Path directory) {
        Certificate certificate = Certificate.draw(directory);
        GuardedKafka kafka = GuardedKafka.start(directory.resolve("kafka"), certificate);
        PostgresServer postgres = PostgresServer.start(directory.resolve("postgres"), 0);
        OidcIssuer issuer = OidcIssuer.start(directory.resolve("oidc"), 0);
        GuardedSystem system = new GuardedSystem(directory, certificate, kafka, postgres, issuer);
        try {
            system.encryptDatabases();
            Code.services().filter(Code::isOnPlatform).forEach(system::start);
            system.services.values().forEach(ServiceProcess::awaitReady);
        } catch (RuntimeException | AssertionError e) {
            system.close();
            throw e;
        }
        return system;
    }

    ServiceProcess service(String name) {
        return services.get(name);
    }

    Certificate certificate() {
        return certificate;
    }

    GuardedKafka kafka() {
        return kafka;
    }

    /** Where an operator reaches the databases. */
    String databases() {
        return postgres.jdbcUrl("postgres");
    }

    String token(String user, String role) {
        return issuer.token(user, role);
    }

    /** A token that may be of no use, as {@link OidcIssuer#token(LocalUser, Map, Duration)} makes it. */
    String token(Map<String, Object> instead, Duration validity) {
        return issuer.token(LocalUser.of("learner", "learner"), instead, validity);
    }

    private void encryptDatabases() {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET ssl_cert_file = '" + certificate.certificate() + "'");
            statement.execute("ALTER SYSTEM SET ssl_key_file = '" + certificate.key() + "'");
            statement.execute("ALTER SYSTEM SET ssl = on");
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void start(Code code) {
        String service = code.service();
        Map<String, String> environment = new TreeMap<>(Containers.environment(
                Overlay.PRODUCTION,
                Overlay.PRODUCTION.object("Deployment", service).at("/spec/template/spec/containers/0")));
        environment.put(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.clientOf(service).get("bootstrap.servers").toString());
        environment.put(
                "KAFKA_SSL_TRUSTSTORE_LOCATION", certificate.certificate().toString());
        environment.computeIfPresent("QUARKUS_OIDC_AUTH_SERVER_URL", (name, elsewhere) -> issuer.url());
        environment.computeIfPresent(
                "QUARKUS_DATASOURCE_JDBC_URL",
                (name, elsewhere) -> elsewhere
                        .replaceFirst("^.*/(\\w+)\\?", postgres.jdbcUrl("") + "$1?")
                        .replaceFirst("sslrootcert=.*$", "sslrootcert=" + certificate.certificate()));
        environment.remove("QUARKUS_SHUTDOWN_DELAY");
        environment.put("GRADEFLOW_SECRETS", secrets(service, environment).toString());
        services.put(
                service, ServiceProcess.start(service, Ports.free(), environment, directory.resolve(service + ".log")));
    }

    /** Takes the secrets out of the environment, and puts them into files. */
    private Path secrets(String service, Map<String, String> environment) {
        String database = service.replace("-service", "");
        String drawn = Base64.getEncoder().encodeToString(new byte[32]);
        Map<String, String> values = Map.of(
                "KAFKA_SASL_JAAS_CONFIG",
                GuardedKafka.login(service),
                "QUARKUS_DATASOURCE_USERNAME",
                database,
                "QUARKUS_DATASOURCE_PASSWORD",
                postgres.password(),
                "GRADEFLOW_RECEIPTS_KEYS",
                "first:" + drawn,
                "GRADEFLOW_IMPORTS_LEARNER_SECRET",
                drawn);
        try {
            Path files = Files.createDirectory(directory.resolve(service + "-secrets"));
            for (String variable : values.keySet()) {
                if (environment.remove(variable, Containers.SECRET)) {
                    Files.writeString(files.resolve(variable), values.get(variable) + "\n");
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The issuer's address. */
    String issuer() {
        return issuer.url();
    }

    @Override
    public void close() {
        services.values().forEach(ServiceProcess::close);
        issuer.close();
        postgres.close();
        kafka.close();
    }
}
