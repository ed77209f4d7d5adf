package io.gradeflow.devstack.local;

import io.gradeflow.devstack.KafkaBroker;
import io.gradeflow.devstack.OidcIssuer;
import io.gradeflow.devstack.Part;
import io.gradeflow.devstack.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts a packaged service once against a broker, a database and an issuer of its own, and ends it in order, so that its JVM
 * writes what makes later starts quick. For the making of images: the service runs where and how it will run there.
 */
public final class ArchiveRecording {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration WRITE_LIMIT = Duration.ofMinutes(5);

    private ArchiveRecording() {}

    /**
     * Exits with a stack trace unless the service became ready, ended in order and left the archive.
     *
     * @param arguments the service's name, the archive's file, and the command line that runs the service and writes the archive
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 3) {
            throw new LocalStackException("Name a service, the archive's file and the command that writes it.");
        }
        record(
                PartKind.ofName(arguments[0]),
                Path.of(arguments[1]),
                List.of(arguments).subList(2, arguments.length));
    }

    private static void record(PartKind kind, Path archive, List<String> command)
            throws IOException, InterruptedException {
        LocalPorts ports = LocalPorts.free();
        Path directory = Files.createTempDirectory("gradeflow-recording");
        try (Part kafka = KafkaBroker.start(directory.resolve("kafka"), ports.kafka());
                Part postgres = PostgresServer.start(directory.resolve("postgres"), ports.postgres());
                Part issuer = OidcIssuer.start(directory.resolve("oidc"), ports.oidc())) {
            System.out.printf("Recording on %s, %s, %s%n", kafka.address(), postgres.address(), issuer.address());
            run(kind, ports, directory, command);
        }
        if (!Files.exists(archive)) {
            throw new LocalStackException(kind.partName() + " ended without leaving " + archive + ".");
        }
    }

    private static void run(PartKind kind, LocalPorts ports, Path directory, List<String> command)
            throws IOException, InterruptedException {
        Path log = directory.resolve("service.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        PartCommand part = new PartCommand(directory, ports, new StartArchives(directory, false), Map.of(), List.of());
        builder.environment().putAll(part.environment(kind, kind.port(ports), directory));
        Process process = builder.start();
        new Readiness().await(RunningPart.of(kind.partName(), process.toHandle(), kind.port(ports)), log, START_LIMIT);
        process.destroy();
        if (!process.waitFor(WRITE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new LocalStackException(kind.partName() + " wrote for more than " + WRITE_LIMIT + "; see " + log);
        }
    }
}
