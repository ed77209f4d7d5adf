package io.gradeflow.bench.start;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Place;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.system.Api;
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
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A system of its own whose services are ended and started again, with the archives that make starts quick and without. */
final class RestartedSystem implements AutoCloseable {

    private static final Duration REST = Duration.ofSeconds(5);

    private final Path home;
    private final LocalStack archived;
    private final LocalStack plain;

    private RestartedSystem(Path home, LocalStack archived, LocalStack plain) {
        this.home = home;
        this.archived = archived;
        this.plain = plain;
    }

    /** @param archives whether they are recorded first, which takes a minute or two */
    static RestartedSystem start(boolean archives, int questions, Consumer<String> progress) {
        Path root = Place.root();
        try {
            Path home = Files.createTempDirectory("gradeflow-start");
            LocalPorts ports = LocalPorts.free();
            RestartedSystem system = new RestartedSystem(
                    home, new LocalStack(root, home, ports), LocalStack.startingOnce(root, home, ports));
            try {
                system.bringUp(archives, questions, progress);
            } catch (RuntimeException e) {
                system.close();
                throw e;
            }
            return system;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void bringUp(boolean archives, int questions, Consumer<String> progress) {
        if (archives) {
            archived.up(1, part -> progress.accept("recording " + part));
            archived.down(part -> {});
        }
        plain.up(1, part -> progress.accept("starting " + part));
        try (Api api = new Api(plain.web())) {
            GeneratedBank.create(api, Tokens.of(plain.issuer()).author(), questions);
        }
    }

    Started withArchive(String service, int rounds) {
        return started(archived, service, rounds);
    }

    Started withoutArchive(String service, int rounds) {
        return started(plain, service, rounds);
    }

    private static Started started(LocalStack stack, String service, int rounds) {
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            stack.stop(service);
            long begun = System.nanoTime();
            stack.start(service);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
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
        plain.down(part -> {});
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
