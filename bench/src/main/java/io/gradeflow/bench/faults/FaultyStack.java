package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.crowd.FaultySystem;
import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.Ports;
import io.gradeflow.devstack.TokenEndpoint;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import io.gradeflow.devstack.local.PartKind;
import io.gradeflow.devstack.local.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A local stack of its own, whose services reach broker and database through proxies, and whose broker writes to a small disk. */
final class FaultyStack implements FaultySystem, AutoCloseable {

    private static final Duration UP_LIMIT = Duration.ofSeconds(90);
    private static final Duration TOKEN_LIMIT = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final LocalStack stack;
    private final Proxy broker;
    private final Proxy database;
    private final TokenEndpoint tokens;
    private final Map<LocalUser, String> issued = new ConcurrentHashMap<>();
    private final Consumer<String> progress;
    private final Thread end = new Thread(this::stopAll, "faults-end");
    private Optional<SmallDisk> disk = Optional.empty();

    private FaultyStack(LocalStack stack, LocalPorts ports, LocalPorts doors, Consumer<String> progress) {
        this.stack = stack;
        this.broker = new Proxy(doors.kafka(), ports.kafka());
        this.database = new Proxy(doors.postgres(), ports.postgres());
        this.tokens = new TokenEndpoint(stack.issuer());
        this.progress = progress;
    }

    /** @param home where its data and logs stand; what an earlier run was killed and left there is ended and removed */
    static FaultyStack start(Path root, Path home, Consumer<String> progress) {
        LocalPorts ports = LocalPorts.free();
        LocalPorts doors = new LocalPorts(
                ports.web(),
                ports.question(),
                ports.attempt(),
                ports.grader(),
                ports.analytics(),
                ports.oidc(),
                Ports.free(),
                Ports.free());
        FaultyStack started = new FaultyStack(LocalStack.behindDoors(root, home, ports, doors), ports, doors, progress);
        Runtime.getRuntime().addShutdownHook(started.end);
        try {
            started.renew();
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
        return started;
    }

    /** As if nothing had ever happened in it. */
    void renew() {
        stopAll();
        broker.mend();
        database.mend();
        issued.clear();
        disk = SmallDisk.on(stack.dataOf(PartKind.KAFKA));
        stack.up(1, part -> progress.accept("starting " + part));
    }

    Proxy broker() {
        return broker;
    }

    Proxy database() {
        return database;
    }

    /** That of the broker, empty where this user can make none. */
    Optional<SmallDisk> disk() {
        return disk;
    }

    Path logs() {
        Path logs = stack.log(PartKind.WEB.partName()).getParent();
        if (logs == null) {
            throw new IllegalStateException("logs stand in a directory");
        }
        return logs;
    }

    /** Halts a part's processes for a time (SIGSTOP, SIGCONT); with the database, the server and all of its sessions. */
    void freeze(String part, Duration time) {
        List<ProcessHandle> processes = processes(part);
        signal("STOP", processes);
        try {
            Pause.of(time);
        } finally {
            signal("CONT", processes);
        }
    }

    private List<ProcessHandle> processes(String name) {
        Stream<ProcessHandle> own = stack.running().stream()
                .filter(part -> part.name().equals(name))
                .flatMap(part -> part.process().stream());
        Stream<ProcessHandle> server = name.equals(PartKind.POSTGRES.partName())
                ? stack.databaseServer().stream()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                : Stream.empty();
        List<ProcessHandle> processes = Stream.concat(own, server).toList();
        if (processes.isEmpty()) {
            throw new BenchException(name + " doesn't run.");
        }
        return processes;
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        List<String> line = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        processes.stream().map(process -> Long.toString(process.pid())))
                .toList();
        try {
            // A session of the database that has ended meanwhile makes it fail, and is no matter.
            new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    boolean isRunning(String part) {
        return stack.running().stream().map(RunningPart::name).anyMatch(part::equals);
    }

    /**
     * Waits until every part takes requests, without doing anything.
     *
     * @throws BenchException if one doesn't within a minute and a half
     */
    void awaitUp() {
        long giveUp = System.nanoTime() + UP_LIMIT.toNanos();
        while (!stack.isUp()) {
            if (System.nanoTime() > giveUp) {
                List<String> ready = stack.running().stream()
                        .filter(stack::isReady)
                        .map(RunningPart::name)
                        .toList();
                throw new BenchException(
                        "After " + UP_LIMIT.toSeconds() + " s, of all parts only these take requests: " + ready + ".");
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    @Override
    public URI web() {
        return stack.web();
    }

    @Override
    public URI address(String part) {
        return stack.address(part);
    }

    @Override
    public String bootstrapServers() {
        return stack.bootstrapServers();
    }

    /** With patience: the issuer shares a loaded machine with what is looked at. */
    @Override
    public String token(String name, String... roles) {
        LocalUser user = LocalUser.of(name, roles);
        String known = issued.get(user);
        if (known != null) {
            return known;
        }
        long giveUp = System.nanoTime() + TOKEN_LIMIT.toNanos();
        while (true) {
            try {
                String token = tokens.token(user);
                issued.put(user, token);
                return token;
            } catch (UncheckedIOException e) {
                if (System.nanoTime() > giveUp) {
                    throw new BenchException("The issuer gave no token; see its log.", e);
                }
                Pause.of(BETWEEN_LOOKS);
            }
        }
    }

    @Override
    public void kill(String part) {
        stack.kill(part);
    }

    @Override
    public void stop(String part) {
        stack.stop(part);
    }

    @Override
    public void start(String part) {
        stack.start(part);
    }

    @Override
    public void close() {
        stopAll();
        broker.close();
        database.close();
        Runtime.getRuntime().removeShutdownHook(end);
    }

    private void stopAll() {
        stack.down(part -> {});
        SmallDisk.unmountLeftover(stack.dataOf(PartKind.KAFKA));
        disk = Optional.empty();
        stack.wipe();
    }
}
