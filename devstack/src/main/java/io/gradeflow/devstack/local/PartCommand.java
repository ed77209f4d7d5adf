package io.gradeflow.devstack.local;

import io.gradeflow.devstack.KafkaBroker;
import io.gradeflow.devstack.OidcIssuer;
import io.gradeflow.devstack.Ports;
import io.gradeflow.devstack.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a part is started: its command line and what it is told by its environment. */
final class PartCommand {

    /** Ctrl-C reaches every process of a terminal; who stops the stack in order is the launcher alone. */
    private static final List<String> SHIELD = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\"");

    private final Path root;
    private final LocalPorts doors;
    private final StartArchives archives;
    private final ServiceSettings services;

    /** @param doors where the parts are found by the others */
    PartCommand(Path root, LocalPorts doors, StartArchives archives, ServiceSettings services) {
        this.root = root;
        this.doors = doors;
        this.archives = archives;
        this.services = services;
    }

    List<String> line(String name, int port, Path data) {
        PartKind kind = PartKind.ofName(name);
        List<String> line = new ArrayList<>(SHIELD);
        List<String> own = services.commands().get(kind);
        if (own != null && name.equals(kind.partName())) {
            line.addAll(own);
            return line;
        }
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(
                // A grader makes more garbage than anything else; collected by one thread while the others stand, it
                // was a fifth of its speed.
                kind == PartKind.GRADER ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx" + (kind.isInfrastructure() ? "512m" : "384m")));
        if (kind.isInfrastructure()) {
            if (kind != PartKind.KAFKA) {
                // Of the others, nobody asks so much that it would pay.
                line.add("-XX:TieredStopAtLevel=1");
            }
            line.addAll(List.of("-cp", System.getProperty("java.class.path"), kind.mainClass()));
            line.addAll(List.of(data.toString(), Integer.toString(port)));
        } else {
            Path jar = root.resolve(kind.partName()).resolve("target/quarkus-app/quarkus-run.jar");
            if (!Files.exists(jar)) {
                throw new LocalStackException(kind.partName() + " is not built; run ./mvnw package.");
            }
            line.addAll(services.jvmOptions());
            line.addAll(archives.options(kind.partName(), jar, name.equals(kind.partName())));
            line.addAll(List.of("-jar", jar.toString()));
        }
        return line;
    }

    /** @param data where the stack keeps its data */
    Map<String, String> environment(PartKind kind, int port, Path data) {
        Map<String, String> environment = new HashMap<>();
        if (!kind.isInfrastructure()) {
            environment.putAll(services.environment());
        }
        environment.put("QUARKUS_HTTP_HOST", Ports.HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer());
        environment.put(
                "GRADEFLOW_SLOW_LANE_TURN", data.resolve("slow-lane.turn").toString());
        if (kind == PartKind.KAFKA) {
            environment.put(KafkaBroker.ADVERTISED_PORT, Integer.toString(doors.kafka()));
        }
        if (!kind.database().isEmpty()) {
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", PostgresServer.jdbcUrl(doors.postgres(), kind.database()));
            environment.put("QUARKUS_DATASOURCE_USERNAME", kind.database());
            environment.put("QUARKUS_DATASOURCE_PASSWORD", PostgresServer.configuredPassword());
        }
        if (kind == PartKind.ATTEMPT) {
            environment.put("GRADEFLOW_RECEIPTS_KEYS", KeptSecret.ofReceipts(data));
            environment.put("GRADEFLOW_IMPORTS_LEARNER_SECRET", KeptSecret.ofLearners(data));
            environment.put(
                    "GRADEFLOW_ACCOUNTS_URL", OidcIssuer.accounts(doors.oidc()).toString());
            environment.put("GRADEFLOW_ACCOUNTS_PASSWORD", OidcIssuer.ANY_SECRET);
        }
        if (kind == PartKind.WEB) {
            environment.put("GRADEFLOW_WEB_QUESTION_URL", url(doors.question()));
            environment.put("GRADEFLOW_WEB_ATTEMPT_URL", url(doors.attempt()));
            environment.put("GRADEFLOW_WEB_ANALYTICS_URL", url(doors.analytics()));
            environment.put("GRADEFLOW_WEB_SESSION_SECRET", KeptSecret.ofSessions(data));
        }
        return environment;
    }

    String issuer() {
        return OidcIssuer.url(doors.oidc()).toString();
    }

    String bootstrapServers() {
        return Ports.HOST + ":" + doors.kafka();
    }

    static String url(int port) {
        return "http://" + Ports.HOST + ":" + port;
    }
}
