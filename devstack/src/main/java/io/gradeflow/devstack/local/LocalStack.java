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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The whole system on this machine: a broker, a database, an issuer, the services, the web door, each a process of its own
 * that outlives the JVM which started it and can be killed alone. Data, logs and what runs are kept in one directory.
 */
public final class LocalStack {

    /** A first start, which migrates and records archives, takes three minutes and more where the processors are busy. */
    private static final Duration START_LIMIT = Duration.ofMinutes(6);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration RECORD_LIMIT = Duration.ofMinutes(3);

    /** By home: the lock of a file keeps other processes out, but not another thread of this one, to which it is an error. */
    private static final Map<Path, ReentrantLock> CHANGES = new ConcurrentHashMap<>();

    private final Path home;
    private final LocalPorts ports;
    private final StartArchives archives;
    private final PartCommand command;
    private final Readiness readiness = new Readiness();

    /**
     * @param root of the built source tree
     * @param home where data, logs and process files stand; made if it isn't there
     */
    public LocalStack(Path root, Path home, LocalPorts ports) {
        this(root, home, ports, ports, true, Map.of(), List.of());
    }

    /** The same for a stack that starts once, so that nothing need be kept for its next start. */
    public static LocalStack startingOnce(Path root, Path home, LocalPorts ports) {
        return startingOnce(root, home, ports, Map.of());
    }

    /** @param environment what the services are told beyond where the other parts are */
    public static LocalStack startingOnce(Path root, Path home, LocalPorts ports, Map<String, String> environment) {
        return new LocalStack(root, home, ports, ports, false, environment, List.of());
    }

    /**
     * The same for a stack that lives for some minutes only: its services compile less well and at once, as compiling well would take
     * the processors from them for as long as they live.
     */
    public static LocalStack forAWhile(Path root, Path home, LocalPorts ports, Map<String, String> environment) {
        return new LocalStack(root, home, ports, ports, false, environment, List.of("-XX:TieredStopAtLevel=1"));
    }

    /**
     * The same where somebody stands between the services and the parts that they talk to.
     *
     * @param doors where services, and whoever asks for {@link #bootstrapServers()}, find broker and database; those who listen there
     *     talk to the stack's own ports
     */
    public static LocalStack behindDoors(Path root, Path home, LocalPorts ports, LocalPorts doors) {
        return new LocalStack(root, home, ports, doors, false, Map.of(), List.of());
    }

    private LocalStack(
            Path root,
            Path home,
            LocalPorts ports,
            LocalPorts doors,
            boolean archived,
            Map<String, String> environment,
            List<String> serviceOptions) {
        this.home = home.toAbsolutePath();
        this.ports = ports;
        this.archives = new StartArchives(this.home.resolve("archives"), archived);
        this.command = new PartCommand(root.toAbsolutePath(), doors, archives, environment, serviceOptions);
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
            if (services.stream().anyMatch(part -> part.isAlive() && isRecording(part))) {
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

    /** Asks a part to end (SIGTERM) and waits. */
    public void stop(String name) {
        stopAll(List.of(part(name)));
    }

    private RunningPart part(String name) {
        return running().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LocalStackException(name + " doesn't run."));
    }

    private void startAll(List<String> names) {
        List<RunningPart> started = names.stream().map(this::launchUnlessAlive).toList();
        started.forEach(part -> readiness.await(part, log(part.name()), START_LIMIT));
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

    private void stopAll(List<RunningPart> parts) {
        Map<RunningPart, ProcessHandle> ending = new HashMap<>();
        for (RunningPart part : parts) {
            part.process().ifPresent(process -> {
                process.destroy();
                ending.put(part, process);
            });
        }
        ending.forEach((part, process) -> {
            if (ends(process, isRecording(part) ? RECORD_LIMIT : STOP_LIMIT)) {
                archives.keep(part.name());
            } else {
                process.destroyForcibly();
                process.onExit().join();
            }
        });
        parts.forEach(part -> delete(runFile(part.name())));
    }

    /** Of several processes of a kind, the first alone records. */
    private boolean isRecording(RunningPart part) {
        return !part.kind().isInfrastructure()
                && part.name().equals(part.kind().partName())
                && archives.isRecording(part.name());
    }

    private static boolean ends(ProcessHandle process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new LocalStackException("Could not wait for process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while waiting.", e);
        }
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
