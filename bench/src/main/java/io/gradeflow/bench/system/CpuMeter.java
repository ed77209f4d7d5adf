package io.gradeflow.bench.system;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The time that processors spend for each part, with the children of its process, and for the sender of the load. */
public final class CpuMeter {

    /** Under which the sender stands among the parts. */
    public static final String SENDER = "bench";

    /**
     * What was used.
     *
     * @param took from the beginning until this was asked
     * @param machine processor time of all that runs on this machine, others' included
     */
    public record Spent(Map<String, Duration> parts, Duration machine, Duration took) {

        /** The same done twice. */
        public Spent plus(Spent other) {
            Map<String, Duration> both = new TreeMap<>(parts);
            other.parts.forEach((part, time) -> both.merge(part, time, Duration::plus));
            return new Spent(both, machine.plus(other.machine), took.plus(other.took));
        }
    }

    private final OperatingSystemMXBean operatingSystem =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    private final Map<String, Duration> before;
    private final long begin;

    private CpuMeter(Map<String, ProcessHandle> processes) {
        this.processes.putAll(processes);
        this.processes.put(SENDER, ProcessHandle.current());
        this.before = now();
        // The load that it tells is that since it was asked last.
        operatingSystem.getCpuLoad();
        this.begin = System.nanoTime();
    }

    /** Begins now. */
    public static CpuMeter start(MeasuredSystem system) {
        return new CpuMeter(system.processes());
    }

    /** What each has used since. */
    public Spent spent() {
        double processors =
                Math.max(0, operatingSystem.getCpuLoad()) * Runtime.getRuntime().availableProcessors();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Map<String, Duration> spent = now();
        spent.replaceAll((part, time) -> time.minus(before.getOrDefault(part, Duration.ZERO)));
        return new Spent(spent, Duration.ofNanos((long) (took.toNanos() * processors)), took);
    }

    private Map<String, Duration> now() {
        Map<String, Duration> times = new TreeMap<>();
        processes.forEach((part, process) ->
                times.put(part, part.equals(SENDER) ? ProcessTime.of(process) : ProcessTime.withChildren(process)));
        return times;
    }
}
