package io.gradeflow.bench.start;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Place;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.OwnStack;
import io.gradeflow.bench.system.Tokens;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import io.gradeflow.devstack.local.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A system of its own whose services are ended and started again, with the archives that make starts quick and without. It ends when
 * somebody ends the command, whatever is being started then.
 */
final class RestartedSystem implements AutoCloseable {

    private static final Duration REST = Duration.ofSeconds(5);

    private final LocalStack archived;
    private final LocalStack plain;
    private final OwnStack own;

    /** @param own the stack that is plain; the other one has the same parts */
    private RestartedSystem(LocalStack archived, LocalStack plain, OwnStack own) {
        this.archived = archived;
        this.plain = plain;
        this.own = own;
    }

    /** @param archives whether they are recorded first, which takes a minute or two */
    static RestartedSystem start(boolean archives, int questions, Consumer<String> progress) {
        Path home = temporary();
        LocalPorts ports = LocalPorts.free();
        LocalStack archived = new LocalStack(Place.root(), home, ports);
        LocalStack plain = LocalStack.startingOnce(Place.root(), home, ports, Map.of());
        OwnStack own = OwnStack.start(plain, ground(home, archived, archives, progress), progress);
        try (Api api = new Api(plain.web())) {
            GeneratedBank.create(api, Tokens.of(plain.issuer()).author(), questions);
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
        return new RestartedSystem(archived, plain, own);
    }

    /** The archives stand beside the data, and go with them. */
    private static OwnStack.Ground ground(Path home, LocalStack archived, boolean archives, Consumer<String> progress) {
        return new OwnStack.Ground() {
            @Override
            public void prepare() {
                if (archives) {
                    archived.up(1, part -> progress.accept("recording " + part));
                    archived.down(part -> {});
                }
            }

            @Override
            public void clear() {
                delete(home);
            }
        };
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("gradeflow-start");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Started withArchive(String service, int rounds) {
        return started(archived, service, rounds);
    }

    Started withoutArchive(String service, int rounds) {
        return started(plain, service, rounds);
    }

    private Started started(LocalStack stack, String service, int rounds) {
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            own.change(() -> {
                stack.stop(service);
                long begun = System.nanoTime();
                stack.start(service);
                times.add(Duration.ofNanos(System.nanoTime() - begun));
            });
        }
        Pause.of(REST);
        return new Started(times, megabytes(stack, service));
    }

    private static OptionalLong megabytes(LocalStack stack, String service) {
        long pid = stack.running().stream()
                .filter(part -> part.name().equals(service))
                .mapToLong(RunningPart::pid)
                .findFirst()
                .orElseThrow(() -> new BenchException(service + " ended by itself."));
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        own.close();
    }

    private static void delete(Path home) {
        if (!Files.exists(home)) {
            return;
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
