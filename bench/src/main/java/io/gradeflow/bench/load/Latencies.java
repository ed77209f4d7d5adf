package io.gradeflow.bench.load;

import io.gradeflow.bench.report.Figure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long something took, each time. */
public final class Latencies {

    private final Histogram micros = new Histogram(3);

    public void record(long nanos) {
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    }

    /** @param others in microseconds */
    public void add(Histogram others) {
        micros.add(others);
    }

    public long count() {
        return micros.getTotalCount();
    }

    public Duration p99() {
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros.getValueAtPercentile(99)));
    }

    /**
     * Adds its own figures to others.
     *
     * @param before the heading of each
     */
    public void put(Map<String, Figure> figures, String before) {
        figures.put(before + "p50", Figure.micros(micros.getValueAtPercentile(50)));
        figures.put(before + "p99", Figure.micros(micros.getValueAtPercentile(99)));
        figures.put(before + "max", Figure.micros(micros.getMaxValue()));
    }
}
