package io.gradeflow.bench.facts;

import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.CpuMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** So many answers or rows, how long they took, and the processor time of each part meanwhile. */
public record Work(long count, CpuMeter.Spent cpu) {

    /** What was done since the meter began. */
    public static Work since(CpuMeter meter, long count) {
        return new Work(count, meter.spent());
    }

    /** The same work done twice. */
    public Work plus(Work other) {
        return new Work(count + other.count, cpu.plus(other.cpu));
    }

    public Duration took() {
        return cpu.took();
    }

    public double perSecond() {
        return count / (took().toNanos() / 1e9);
    }

    /** Its speed as a share of another's. */
    public double ratio(Work baseline) {
        return perSecond() / baseline.perSecond();
    }

    /** Which share of a processor the sender was busy for; the load comes on one thread, so that it can't take more than all of one. */
    public double sendersShare() {
        return (double) cpu.parts().getOrDefault(CpuMeter.SENDER, Duration.ZERO).toNanos() / took().toNanos();
    }

    /** Processor time of all parts of the system for each, the sender's left out; empty where they run elsewhere. */
    public Optional<Double> systemMicros() {
        long nanos = cpu.parts().entrySet().stream()
                .filter(part -> !part.getKey().equals(CpuMeter.SENDER))
                .mapToLong(part -> part.getValue().toNanos())
                .sum();
        return nanos == 0 ? Optional.empty() : Optional.of(nanos / 1e3 / count);
    }

    /** @param what the heading under which the number stands */
    public Map<String, Figure> figures(String what) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put(what, Figure.count(count));
        figures.put("took", Figure.seconds(took()));
        figures.put(what + "/s", Figure.count(Math.round(perSecond())));
        return figures;
    }

    /** Processor time of each part for each answer or row. */
    public Row cpu(String label) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        cpu.parts().forEach((part, time) -> figures.put(part, each(time)));
        figures.put("the whole machine", each(cpu.machine()));
        return new Row(label, figures);
    }

    private Figure each(Duration time) {
        return new Figure(time.toNanos() / 1e3 / count, "µs");
    }
}
