package io.gradeflow.devstack.local;

import io.gradeflow.devstack.PortTakenException;
import io.gradeflow.devstack.Ports;
import io.gradeflow.devstack.PostgresDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The whole system on this machine: a broker, a database, an issuer, the services, the web door, each a process of its own
 * that outlives the JVM which started it and can be killed alone. Data, logs and what runs are kept in one directory.
 */
public final class LocalStack {

    /** By home: the lock of a file keeps other processes out, but not another thread of this one, to which it is an error. */
    private static final Map<Path, ReentrantLock> CHANGES = new ConcurrentHashMap<>();

    /** Compiling well would take the processors from services that live for some minutes for as long as they live. */
    private static final List<String> QUICKLY_COMPILED = List.of("-XX:TieredStopAtLevel=1");

    private final Path home;
    private final LocalPorts ports;
    private final PartCommand command;
    private final Endings endings;
    private final Readiness readiness = new Readiness();

    /**
     * A stack whose services leave archives of what they ran through when they end, and start by them.
     *
     * @param root of the built source tree
     * @param home where data, logs and process files stand; made if it isn't there
     */
    public LocalStack(Path root, Path home, LocalPorts ports) {
        this(root, home, ports, Map.of());
    }

    /**
     * The same with more for the services.
     *
     * @param environment what they are told beyond where the other parts are
     */
    public LocalStack(Path root, Path home, LocalPorts ports, Map<String, String> environment) {
        this(root, home, ports, ports, true, ServiceSettings.with(environment));
    }

    /** The same for a stack that starts once, so that nothing need be kept for its next start. */
    public static LocalStack startingOnce(Path root, Path home, LocalPorts ports, Map<String, String> environment) {
        return new LocalStack(root, home, ports, ports, false, ServiceSettings.with(environment));
    }

    /** The same for a stack that lives for some minutes only: its services compile less well and at once. */
    public static LocalStack forAWhile(Path root, Path home, LocalPorts ports, Map<String, String> environment) {
        return new LocalStack(
                root, home, ports, ports, false, new ServiceSettings(environment, QUICKLY_COMPILED, Map.of()));
    }

    /**
     * A stack that starts once, where somebody stands between the services and the parts that they talk to.
     *
     * @param doors where services, and whoever asks for {@link #bootstrapServers()}, find broker and database; those who listen there
     *     talk to the stack's own ports
     */
    public static LocalStack behindDoors(Path root, Path home, LocalPorts ports, LocalPorts doors) {
        return new LocalStack(root, home, ports, doors, false, ServiceSettings.USUAL);
    }

    /**
     * A stack that lives for some minutes, of which one service is run by a command of its own; it gets the time to write an archive when
     * it ends.
     *
     * @param service its name
     * @throws LocalStackException if no service has the name
     */
    public static LocalStack recording(Path root, Path home, LocalPorts ports, String service, List<String> command) {
        return new LocalStack(
                root,
                home,
                ports,
                ports,
                false,
                new ServiceSettings(Map.of(), QUICKLY_COMPILED, Map.of(PartKind.ofName(service), command)));
    }

    private LocalStack(
            Path root, Path home, LocalPorts ports, LocalPorts doors, boolean archived, ServiceSettings services) {
        this.home = home.toAbsolutePath();
        this.ports = ports;
        StartArchives archives = new StartArchives(this.home.resolve("archives"), archived);
        this.command = new PartCommand(root.toAbsolutePath(), doors, archives, services);
        this.endings = new Endings(archives, services);
    }

    /** Where clients and browsers go. */
    public URI web() {
        return URI.create(PartCommand.url(ports.web()));
    }

    public URI issuer() {
        return URI.create(command.issuer());
    }

    public String bootstrapServers() {
        return command.bootstrapServers();
    }

    /**
     * Where a service itself listens.
     *
     * @throws LocalStackException if it doesn't run
     */
    public URI address(String name) {
        return URI.create(PartCommand.url(part(name).port()));
    }

    /** What a service is told, beside the machine's own environment, that runs elsewhere and listens on that port of this machine. */
    public Map<String, String> environment(String name, int port) {
        return command.environment(PartKind.ofName(name), port, home.resolve("data"));
    }

    /** What lives now, in the order of starting. */
    public List<RunningPart> running() {
        return remembered().stream().filter(RunningPart::isAlive).toList();
    }

    /** Whether every part lives and takes requests. */
    public boolean isUp() {
        List<RunningPart> alive = running();
        return Stream.of(PartKind.values()).allMatch(kind -> alive.stream().anyMatch(part -> part.kind() == kind))
                && alive.stream().allMatch(part -> readiness.isReady(part, log(part.name())));
    }

    public boolean isReady(RunningPart part) {
        return readiness.isReady(part, log(part.name()));
    }

    /** The database itself, which is no child of the part that started it. */
    public Optional<ProcessHandle> databaseServer() {
        return PostgresDirectory.of(data(PartKind.POSTGRES.partName())).server();
    }

    /** Where a part keeps its data. */
    public Path dataOf(PartKind kind) {
        return data(kind.partName());
    }

    public Path log(String name) {
        return home.resolve("logs").resolve(name + ".log");
    }

    /**
     * Starts what doesn't run, infrastructure first, and returns when all of it takes requests.
     *
     * @param graders how many there shall be at least
     * @throws LocalStackException if a port is taken or a part doesn't start; what did start stays
     */
    public void up(int graders, Consumer<String> progress) {
        alone(() -> {
            progress.accept("broker, database and issuer");
            startAll(PartKind.infrastructure().stream().map(PartKind::partName).toList());
            progress.accept("services");
            List<String> names = new ArrayList<>(
                    PartKind.services().stream().map(PartKind::partName).toList());
            for (int i = 2; i <= graders; i++) {
                names.add(PartKind.GRADER.partName() + "-" + i);
            }
            startAll(names);
        });
    }

    /** Ends all that this stack started, services first, and nothing else. */
    public void down(Consumer<String> progress) {
        alone(() -> {
            List<RunningPart> parts = remembered();
            List<RunningPart> services = parts.stream()
                    .filter(part -> !part.kind().isInfrastructure())
                    .toList();
            if (services.stream().anyMatch(part -> part.isAlive() && endings.isRecording(part))) {
                progress.accept("services; they keep what makes their next start quick, which takes a while once");
            } else {
                progress.accept("services");
            }
            stopAll(services);
            progress.accept("broker, database and issuer");
            stopAll(parts.stream()
                    .filter(part -> part.kind().isInfrastructure())
                    .toList());
            PostgresDirectory.of(data(PartKind.POSTGRES.partName())).endOrphan();
        });
    }

    /** Forgets all data. Only while nothing runs. */
    public void wipe() {
        if (!running().isEmpty()) {
            throw new LocalStackException("Stop the stack before its data is removed.");
        }
        delete(home.resolve("data"));
    }

    /** Starts a part that doesn't run, and waits until it takes requests. */
    public void start(String name) {
        alone(() -> startAll(List.of(name)));
    }

    /** Kills a part as a crash would (SIGKILL); with the database, the server itself and not only who started it. */
    public void kill(String name) {
        RunningPart part = part(name);
        part.process().ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        if (part.kind() == PartKind.POSTGRES) {
            PostgresDirectory.of(data(name)).kill();
        }
    }

    /**
     * Asks a part to end (SIGTERM) and waits.
     *
     * @throws LocalStackException if it was to leave an archive, and had to be killed
     */
    public void stop(String name) {
        RunningPart part = part(name);
        boolean recording = endings.isRecording(part);
        if (!stopAll(List.of(part)) && recording) {
            throw new LocalStackException(name + " wrote its archive for more than " + Endings.RECORD_LIMIT.toMinutes()
                    + " minutes, and was killed; see " + log(name));
        }
    }

    /** Services record new archives at their next starts. Only while nothing runs. */
    public void forgetArchives() {
        delete(home.resolve("archives"));
    }

    private RunningPart part(String name) {
        return running().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LocalStackException(name + " doesn't run."));
    }

    private void startAll(List<String> names) {
        List<RunningPart> started = names.stream().map(this::launchUnlessAlive).toList();
        started.forEach(part -> readiness.await(part, log(part.name())));
    }

    private RunningPart launchUnlessAlive(String name) {
        Optional<RunningPart> alive =
                running().stream().filter(part -> part.name().equals(name)).findFirst();
        return alive.orElseGet(() -> launch(name));
    }

    private RunningPart launch(String name) {
        PartKind kind = PartKind.ofName(name);
        int port = name.equals(kind.partName()) ? kind.port(ports) : Ports.free();
        if (kind == PartKind.POSTGRES) {
            // A killed parent leaves the server itself behind, on this very port.
            PostgresDirectory.of(data(name)).endOrphan();
        }
        requireFree(kind, name, port);
        try {
            Files.createDirectories(home.resolve("run"));
            Files.createDirectories(home.resolve("logs"));
            Files.createDirectories(data(name).getParent());
            if (Files.exists(log(name))) {
                Files.move(
                        log(name), home.resolve("logs").resolve(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(command.line(name, port, data(name)))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(log(name).toFile());
            builder.environment().putAll(command.environment(kind, port, home.resolve("data")));
            Process process = builder.start();
            RunningPart part = RunningPart.of(name, process.toHandle(), port);
            part.write(runFile(name));
            return part;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireFree(PartKind kind, String name, int port) {
        try {
            Ports.requireFree(port, name);
        } catch (PortTakenException e) {
            throw new LocalStackException(
                    e.getMessage() + " Free it, or move this part: GRADEFLOW_" + kind.name() + "_PORT=<port>.", e);
        }
    }

    private boolean stopAll(List<RunningPart> parts) {
        boolean orderly = endings.end(parts);
        parts.forEach(part -> delete(runFile(part.name())));
        return orderly;
    }

    private List<RunningPart> remembered() {
        Path directory = home.resolve("run");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".properties"))
                    .map(RunningPart::read)
                    .sorted(Comparator.comparing(RunningPart::kind).thenComparing(RunningPart::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One launcher at a time changes what runs, and one thread of it: who stops it at Ctrl-C waits for who is starting it. */
    private void alone(Runnable work) {
        ReentrantLock lock = CHANGES.computeIfAbsent(home.normalize(), _ -> new ReentrantLock());
        lock.lock();
        try {
            Files.createDirectories(home);
            try (FileChannel channel = FileChannel.open(
                            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private Path runFile(String name) {
        return home.resolve("run").resolve(name + ".properties");
    }

    private Path data(String name) {
        return home.resolve("data").resolve(name);
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
