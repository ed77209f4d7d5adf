package io.gradeflow.bench.regrade;

import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.load.Passage;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Row;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What live answers met, in all rounds together. */
final class LiveTimes {

    private final Histogram accepted = new Histogram(3);
    private final Histogram graded = new Histogram(3);
    private final Map<String, Integer> failures = new TreeMap<>();

    /** Takes those that were due between two moments by {@link System#nanoTime}; of the others only what failed. */
    void add(Outcome outcome, long from, long to) {
        for (Passage passage : outcome.passages()) {
            String failure = LiveAnswers.failure(passage.last());
            if (!failure.isEmpty()) {
                failures.merge(failure, 1, Integer::sum);
            }
            if (passage.due() >= from && passage.due() < to) {
                accepted.recordValue(TimeUnit.NANOSECONDS.toMicros(passage.answered() - passage.due()));
                if (passage.ended() > passage.answered() && passage.last().status() == 200) {
                    graded.recordValue(TimeUnit.NANOSECONDS.toMicros(passage.ended() - passage.answered()));
                }
            }
        }
    }

    Map<String, Integer> failures() {
        return failures;
    }

    Duration acceptedP99() {
        return p99(accepted);
    }

    Duration gradedP99() {
        return p99(graded);
    }

    private static Duration p99(Histogram histogram) {
        return Duration.ofNanos(histogram.getValueAtPercentile(99) * 1000);
    }

    Row row(String label) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("answers", Figure.count(accepted.getTotalCount()));
        add(figures, "202", accepted);
        figures.put("followed", Figure.count(graded.getTotalCount()));
        add(figures, "graded", graded);
        figures.put(
                "errors",
                Figure.count(
                        failures.values().stream().mapToInt(Integer::intValue).sum()));
        return new Row(label, figures);
    }

    private static void add(Map<String, Figure> figures, String what, Histogram times) {
        figures.put(what + ", p50", Figure.micros(times.getValueAtPercentile(50)));
        figures.put(what + ", p99", Figure.micros(times.getValueAtPercentile(99)));
        figures.put(what + ", max", Figure.micros(times.getMaxValue()));
    }
}
