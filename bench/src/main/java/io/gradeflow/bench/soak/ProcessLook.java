package io.gradeflow.bench.soak;

import io.gradeflow.bench.BenchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What Linux, and the JDK's own tool, tell of a process. */
final class ProcessLook {

    private static final double KILOBYTES_OF_A_MEGABYTE = 1_024;
    private static final Path PROCESSES = Path.of("/proc");

    private ProcessLook() {}

    /** Megabytes of the process and its children; what several have together counts once. Empty where nobody tells. */
    static OptionalDouble megabytes(ProcessHandle process) {
        return sum(
                process,
                one -> {
                    Path rollup = directory(one).resolve("smaps_rollup");
                    Path status = directory(one).resolve("status");
                    return Files.isReadable(rollup) ? kilobytes(rollup, "Pss:") : kilobytes(status, "VmRSS:");
                },
                1 / KILOBYTES_OF_A_MEGABYTE);
    }

    /** Of the process and its children. Empty where nobody tells. */
    static OptionalDouble descriptors(ProcessHandle process) {
        return sum(
                process,
                one -> {
                    try (Stream<Path> open = Files.list(directory(one).resolve("fd"))) {
                        return Optional.of((double) open.count());
                    }
                },
                1);
    }

    /**
     * Megabytes of a JVM's heap that are in use once all of its garbage is collected, which stops it for some tenths of a second. Left to itself it
     * collects what has grown old only when its heap is full, and what is in use until then says nothing of what is kept. Empty for whatever is no JVM,
     * and where the JDK's tools are missing.
     */
    static OptionalDouble heap(ProcessHandle process) {
        String pid = Long.toString(process.pid());
        // jcmd knocks at any process with a signal that ends a database at once. jstat only finds those that are JVMs.
        if (asked("jstat", "-gc", pid).isEmpty() || asked("jcmd", pid, "GC.run").isEmpty()) {
            return OptionalDouble.empty();
        }
        return asked("jstat", "-gc", pid).stream()
                .mapToDouble(ProcessLook::used)
                .findFirst();
    }

    /** @return what a tool of the JDK says, or nothing if it fails or isn't there */
    private static Optional<String> asked(String name, String... arguments) {
        Path tool = Path.of(System.getProperty("java.home"), "bin", name);
        if (!Files.isExecutable(tool)) {
            return Optional.empty();
        }
        try {
            Process asking = new ProcessBuilder(
                            Stream.concat(Stream.of(tool.toString(), "-J-XX:TieredStopAtLevel=1"), Stream.of(arguments))
                                    .toList())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return asking.waitFor(10, TimeUnit.SECONDS) && asking.exitValue() == 0
                    ? Optional.of(said)
                    : Optional.empty();
        } catch (IOException e) {
            throw new BenchException(name + " can't be asked: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    /** @param table a line of names and one of kilobytes, as {@code jstat -gc} prints them */
    static double used(String table) {
        List<String> lines = table.strip().lines().toList();
        List<String> names = List.of(lines.getFirst().strip().split("\\s+"));
        List<String> values = List.of(lines.getLast().strip().split("\\s+"));
        return Stream.of("S0U", "S1U", "EU", "OU")
                        .mapToDouble(name -> Double.parseDouble(values.get(names.indexOf(name))))
                        .filter(Double::isFinite)
                        .sum()
                / KILOBYTES_OF_A_MEGABYTE;
    }

    @FunctionalInterface
    private interface Telling {
        Optional<Double> of(ProcessHandle process) throws IOException;
    }

    private static OptionalDouble sum(ProcessHandle process, Telling telling, double factor) {
        if (!Files.isDirectory(directory(process))) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Stream.concat(Stream.of(process), process.descendants())
                        .mapToDouble(one -> told(one, telling))
                        .sum()
                * factor);
    }

    /** Nothing of one that has ended meanwhile. */
    private static double told(ProcessHandle process, Telling telling) {
        try {
            return telling.of(process).orElse(0.0);
        } catch (NoSuchFileException _) {
            return 0;
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new BenchException("What the process " + process.pid() + " has is not told.", e);
            }
            return 0;
        }
    }

    private static Optional<Double> kilobytes(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst();
    }

    private static Path directory(ProcessHandle process) {
        return PROCESSES.resolve(Long.toString(process.pid()));
    }
}
