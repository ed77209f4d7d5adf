package io.gradeflow.devstack.testing;

import io.gradeflow.devstack.KafkaBroker;
import io.gradeflow.devstack.OidcIssuer;
import io.gradeflow.devstack.Part;
import io.gradeflow.devstack.PostgresDirectory;
import io.gradeflow.devstack.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Broker, database and issuer for one test JVM, on free ports and in a directory that goes with the JVM.
 *
 * <p>Quarkus loads this class once for each application that a test run boots, so its statics are not shared. What is
 * shared stands in system properties, and only the first to come starts anything.
 */
final class SharedStack {

    private static final String BOOTSTRAP_SERVERS = "gradeflow.devstack.kafka";
    private static final String POSTGRES_PORT = "gradeflow.devstack.postgres.port";
    private static final String ISSUER = "gradeflow.devstack.oidc";

    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> QUIET = Stream.of("org.apache.kafka", "kafka", "state", "io.zonky", "no.nav")
            .map(Logger::getLogger)
            .toList();

    private SharedStack() {}

    static String bootstrapServers() {
        return started(BOOTSTRAP_SERVERS);
    }

    static int postgresPort() {
        return Integer.parseInt(started(POSTGRES_PORT));
    }

    static String issuer() {
        return started(ISSUER);
    }

    static void ensureStarted() {
        // One object for the whole JVM, whichever class loader asks; not the properties, whose lock every starting part
        // takes.
        synchronized (Runtime.getRuntime()) {
            if (System.getProperty(ISSUER) == null) {
                start();
            }
        }
    }

    private static String started(String property) {
        @Nullable String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("The stack is not running: annotate the test with DevStackResource");
        }
        return value;
    }

    private static void start() {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        Path directory = temporaryDirectory();
        // Unpacking takes longer than starting, and the binaries never change: they are kept for the next run.
        PostgresDirectory postgresDirectory = new PostgresDirectory(
                directory.resolve("postgres"),
                Path.of(System.getProperty("java.io.tmpdir"), "gradeflow-postgres-binaries"));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafka = supply(() -> KafkaBroker.start(directory.resolve("kafka"), 0), executor);
            var postgres = supply(
                    () -> PostgresServer.start(postgresDirectory, 0, PostgresServer.configuredPassword()), executor);
            var oidc = supply(() -> OidcIssuer.start(directory.resolve("oidc"), 0), executor);
            endWithTheJvm(directory, List.of(kafka.join(), postgres.join(), oidc.join()));
            System.setProperty(BOOTSTRAP_SERVERS, kafka.join().bootstrapServers());
            System.setProperty(POSTGRES_PORT, Integer.toString(postgres.join().port()));
            System.setProperty(ISSUER, oidc.join().url());
        }
    }

    private static <P extends Part> CompletableFuture<P> supply(
            Supplier<P> start, java.util.concurrent.Executor executor) {
        return CompletableFuture.supplyAsync(start, executor);
    }

    private static void endWithTheJvm(Path directory, List<Part> parts) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            parts.forEach(Part::close);
                            deleteTree(directory);
                        },
                        "devstack-end"));
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("gradeflow-devstack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteTree(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
