package io.gradeflow.bench.system;

import io.gradeflow.bench.BenchException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the compilers of a system's JVMs take of the processors. A JVM compiles what was called some thousand times, in threads of its own;
 * as long as these have much to do, what is measured is mostly they.
 */
final class Compilers {

    /** As Linux knows them, which cuts names to fifteen characters. */
    private static final String THREADS = "C[12] CompilerThre";

    private Compilers() {}

    /**
     * How many processors they have, on average and all together, while work is done; empty where that can't be seen: elsewhere than on Linux,
     * or where no process runs here.
     */
    static OptionalDouble shareDuring(Runnable work, Collection<ProcessHandle> processes) {
        Map<Path, Long> before = ticks(processes);
        long begin = System.nanoTime();
        work.run();
        long took = System.nanoTime() - begin;
        Map<Path, Long> after = ticks(processes);
        if (after.isEmpty()) {
            return OptionalDouble.empty();
        }
        // A thread that ended meanwhile is left out: JVMs end those that have nothing to do.
        long ticks = after.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
        return OptionalDouble.of(ProcessTime.ofTicks(ticks).toNanos() / (double) took);
    }

    private static Map<Path, Long> ticks(Collection<ProcessHandle> processes) {
        Map<Path, Long> ticks = new HashMap<>();
        processes.forEach(process -> add(process, ticks));
        return ticks;
    }

    private static void add(ProcessHandle process, Map<Path, Long> ticks) {
        Path threads =
                ProcessTime.PROCESSES.resolve(Long.toString(process.pid())).resolve("task");
        if (!Files.isDirectory(threads)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                addThread(thread, ticks);
            }
        } catch (IOException | DirectoryIteratorException e) {
            if (process.isAlive()) {
                throw new BenchException("The threads of the process " + process.pid() + " can't be read.", e);
            }
        }
    }

    private static void addThread(Path thread, Map<Path, Long> ticks) throws IOException {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            if (ProcessTime.name(stat).matches(THREADS)) {
                ticks.put(thread, ProcessTime.Ticks.parse(stat).own());
            }
        } catch (IOException e) {
            // Threads come and go; Linux says "no such process" of one that ends while it is read.
            if (Files.exists(thread)) {
                throw e;
            }
        }
    }
}
