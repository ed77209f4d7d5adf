package io.gradeflow.bench.system;

import io.gradeflow.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The time that processors have spent for a process. */
final class ProcessTime {

    /** In which Linux tells times to programs, on any machine that a JDK 25 runs on: a hundredth of a second. */
    private static final Duration TICK = Duration.ofMillis(10);

    static final Path PROCESSES = Path.of("/proc");

    /**
     * What Linux says of a process.
     *
     * @param own its time
     * @param reaped that of its children which have ended, and of theirs
     */
    record Ticks(long own, long reaped) {

        /** @param stat the line of {@code /proc/<pid>/stat}, in which its name stands in brackets and may have any */
        static Ticks parse(String stat) {
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return new Ticks(
                    Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                    Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
        }
    }

    private ProcessTime() {}

    static Duration ofTicks(long ticks) {
        return TICK.multipliedBy(ticks);
    }

    /** The name in a line of {@code /proc/<pid>/stat}, or of a thread's. */
    static String name(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    }

    /** Of the process alone. */
    static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * With that of all its children, those that have ended included: a database works in processes that come and go. Elsewhere than
     * on Linux only those count that live.
     */
    static Duration withChildren(ProcessHandle process) {
        Optional<Ticks> ticks = ticks(process);
        if (ticks.isEmpty()) {
            return process.descendants().map(ProcessTime::of).reduce(of(process), Duration::plus);
        }
        while (true) {
            List<Ticks> living = process.descendants()
                    .map(ProcessTime::ticks)
                    .flatMap(Optional::stream)
                    .toList();
            Ticks afterwards = ticks(process).orElse(ticks.get());
            if (afterwards.reaped() == ticks.get().reaped()) {
                long all = living.stream()
                        .mapToLong(child -> child.own() + child.reaped())
                        .sum();
                return ofTicks(afterwards.own() + afterwards.reaped() + all);
            }
            // One ended meanwhile, and would be counted twice or not at all.
            ticks = Optional.of(afterwards);
        }
    }

    private static Optional<Ticks> ticks(ProcessHandle process) {
        Path stat = PROCESSES.resolve(Long.toString(process.pid())).resolve("stat");
        if (!Files.isReadable(stat)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Ticks.parse(Files.readString(stat)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            // Linux says "no such process" of one that ends while it is read.
            if (process.isAlive()) {
                throw new BenchException("The time of the process " + process.pid() + " can't be read.", e);
            }
            return Optional.empty();
        }
    }
}
