package io.gradeflow.devstack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker and its KRaft controller in this JVM. What it has acknowledged survives the death of the process
 * (it lies in the page cache), though not the machine's. Topics are only made explicitly.
 */
public final class KafkaBroker implements Part {

    /** The variable that says on which port clients find a broker that is a process of its own, if somebody stands before it. */
    public static final String ADVERTISED_PORT = "GRADEFLOW_KAFKA_ADVERTISED_PORT";

    private static final String NODE_ID = "1";
    private static final String CONTROLLER = "CONTROLLER";

    private final KafkaRaftServer server;
    private final int port;

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    public static void main(String[] arguments) {
        PartProcess.run(
                "kafka",
                arguments,
                (directory, port) -> start(directory, Ports.orFree(port), advertisedPort(), Map.of()));
    }

    /**
     * Starts on the data of an earlier run, or formats the directory first.
     *
     * @param port 0 for a free one
     * @throws PortTakenException if somebody listens on the port
     */
    public static KafkaBroker start(Path dataDirectory, int port) {
        return start(dataDirectory, port, Map.of());
    }

    /** @param more settings of the broker that are added to its own, or take their place */
    public static KafkaBroker start(Path dataDirectory, int port, Map<String, String> more) {
        return start(dataDirectory, Ports.orFree(port), OptionalInt.empty(), more);
    }

    private static KafkaBroker start(Path dataDirectory, int port, OptionalInt advertised, Map<String, String> more) {
        Ports.requireFree(port, "the Kafka broker");
        formatIfNew(dataDirectory);
        Map<String, String> configuration = new HashMap<>(configuration(dataDirectory, port));
        advertised.ifPresent(
                door -> configuration.put("advertised.listeners", "PLAINTEXT://" + Ports.HOST + ":" + door));
        // Listeners go side by side: the controller's port is drawn here.
        more.forEach((name, value) ->
                configuration.merge(name, value, (own, added) -> isList(name) ? own + "," + added : added));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(configuration, false), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server, port);
    }

    private static OptionalInt advertisedPort() {
        String port = System.getenv(ADVERTISED_PORT);
        return port == null || port.isBlank() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
    }

    @Override
    public String address() {
        return bootstrapServers();
    }

    public String bootstrapServers() {
        return Ports.HOST + ":" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static boolean isList(String name) {
        return name.endsWith("listeners") || name.equals("listener.security.protocol.map");
    }

    /** The cluster id is drawn once: it is written into the directory, and a start on it finds it there. */
    private static void formatIfNew(Path dataDirectory) {
        if (Files.exists(dataDirectory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        try {
            Files.createDirectories(dataDirectory);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(Integer.parseInt(NODE_ID))
                    .setControllerListenerName(CONTROLLER)
                    .setMetadataLogDirectory(dataDirectory.toString())
                    .addDirectory(dataDirectory.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Could not format " + dataDirectory + " for Kafka", e);
        }
    }

    private static Map<String, String> configuration(Path dataDirectory, int brokerPort) {
        int controllerPort = Ports.free();
        String broker = Ports.HOST + ":" + brokerPort;
        String controller = Ports.HOST + ":" + controllerPort;
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", NODE_ID),
                // Static voters: the port of the controller is in no log, so it may be another one after a restart.
                Map.entry("controller.quorum.voters", NODE_ID + "@" + controller),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("listeners", "PLAINTEXT://" + broker + "," + CONTROLLER + "://" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://" + broker),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("log.dirs", dataDirectory.toString()),
                // A producer on a topic that appears by itself can lose its first batch (KAFKA-15591).
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("default.replication.factor", "1"),
                Map.entry("min.insync.replicas", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // One that was killed is only let in again when the session of the one before has ended.
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "1000"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                // Small: one node, few clients, tens of partitions.
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("log.index.size.max.bytes", "1048576"));
    }
}
