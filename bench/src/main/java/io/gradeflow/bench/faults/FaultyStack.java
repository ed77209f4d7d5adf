package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.crowd.FaultySystem;
import io.gradeflow.bench.system.IssuedTokens;
import io.gradeflow.bench.system.OwnStack;
import io.gradeflow.devstack.LocalUser;
import io.gradeflow.devstack.Ports;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import io.gradeflow.devstack.local.PartKind;
import io.gradeflow.devstack.local.RunningPart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A local stack of its own, whose services reach broker and database through proxies, and whose broker writes to a small disk. */
final class FaultyStack implements FaultySystem, AutoCloseable {

    private static final Duration UP_LIMIT = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration UNTIL_HALTED = Duration.ofSeconds(1);

    /** A part and, of the database, its server. A session may end while all are being halted, which is no matter. */
    private static final int LASTING = 2;

    private final LocalStack stack;
    private final OwnStack own;
    private final Disk disk;
    private final Proxy broker;
    private final Proxy database;
    private final IssuedTokens tokens;

    /** Where the broker keeps its data, mounted before the stack starts. */
    private static final class Disk implements OwnStack.Ground {

        private final Path directory;
        private final boolean isWanted;
        private volatile Optional<SmallDisk> mounted = Optional.empty();

        Disk(Path directory, boolean isWanted) {
            this.directory = directory;
            this.isWanted = isWanted;
        }

        @Override
        public void prepare() {
            mounted = isWanted ? SmallDisk.on(directory) : Optional.empty();
        }

        @Override
        public void clear() {
            mounted.ifPresent(SmallDisk::close);
            mounted = Optional.empty();
            SmallDisk.unmountLeftover(directory);
        }
    }

    private FaultyStack(LocalStack stack, OwnStack own, Disk disk, Proxy broker, Proxy database) {
        this.stack = stack;
        this.own = own;
        this.disk = disk;
        this.broker = broker;
        this.database = database;
        this.tokens = new IssuedTokens(stack.issuer());
    }

    /**
     * @param home where its data and logs stand; what an earlier run was killed and left there is ended and removed
     * @param isDiskFilled whether the broker shall write to a disk that can be filled, if this user may have one
     */
    static FaultyStack start(Path root, Path home, boolean isDiskFilled, Consumer<String> progress) {
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
        LocalStack stack = LocalStack.behindDoors(root, home, ports, doors);
        Disk disk = new Disk(stack.dataOf(PartKind.KAFKA), isDiskFilled);
        Proxy broker = new Proxy(doors.kafka(), ports.kafka());
        Proxy database = new Proxy(doors.postgres(), ports.postgres());
        return new FaultyStack(stack, OwnStack.start(stack, disk, progress), disk, broker, database);
    }

    /** As if nothing had ever happened in it. */
    void renew() {
        broker.mend();
        database.mend();
        forgetTokens();
        own.renew();
    }

    void forgetTokens() {
        tokens.forget();
    }

    /** Whether somebody has ended the run; what fails from then on says nothing of the system. */
    boolean isEnded() {
        return own.isEnded();
    }

    Proxy broker() {
        return broker;
    }

    Proxy database() {
        return database;
    }

    /** That of the broker, empty where this user can make none. */
    Optional<SmallDisk> disk() {
        return disk.mounted;
    }

    Path logs() {
        Path logs = stack.log(PartKind.WEB.partName()).getParent();
        if (logs == null) {
            throw new IllegalStateException("logs stand in a directory");
        }
        return logs;
    }

    /**
     * Halts a part's processes for a time (SIGSTOP, SIGCONT); with the database, the server and all of its sessions.
     *
     * @throws BenchException if they can't be halted
     */
    void freeze(String part, Duration time) {
        List<ProcessHandle> processes = processes(part);
        boolean isTold = signal("STOP", processes);
        try {
            boolean isHalted = processes.stream()
                    .limit(LASTING)
                    .map(FaultyStack::isHalted)
                    .allMatch(halted -> halted.orElse(isTold));
            if (!isHalted) {
                throw new BenchException(part + " was not halted.");
            }
            Pause.of(time);
        } finally {
            signal("CONT", processes);
        }
    }

    /** Empty where this machine doesn't tell. */
    private static Optional<Boolean> isHalted(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.isReadable(stat)) {
            return Optional.empty();
        }
        long giveUp = System.nanoTime() + UNTIL_HALTED.toNanos();
        try {
            while (true) {
                String line = Files.readString(stat);
                boolean halted = line.charAt(line.lastIndexOf(')') + 2) == 'T';
                if (halted || System.nanoTime() > giveUp) {
                    return Optional.of(halted);
                }
                Pause.of(Duration.ofMillis(5));
            }
        } catch (IOException e) {
            throw new BenchException("The state of the process " + process.pid() + " can't be read.", e);
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

    /** @return whether all were there */
    private static boolean signal(String signal, List<ProcessHandle> processes) {
        List<String> line = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        processes.stream().map(process -> Long.toString(process.pid())))
                .toList();
        try {
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new BenchException("No signal can be sent: " + e.getMessage(), e);
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

    @Override
    public String token(String name, String... roles) {
        return tokens.of(LocalUser.of(name, roles));
    }

    @Override
    public void kill(String part) {
        own.change(() -> stack.kill(part));
    }

    @Override
    public void stop(String part) {
        own.change(() -> stack.stop(part));
    }

    @Override
    public void start(String part) {
        own.change(() -> stack.start(part));
    }

    @Override
    public void close() {
        own.close();
        broker.close();
        database.close();
    }
}
