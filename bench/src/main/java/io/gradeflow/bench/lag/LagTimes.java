package io.gradeflow.bench.lag;

import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.load.Passage;
import io.gradeflow.bench.report.Figure;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What answers met at one rate, in all rounds together. */
final class LagTimes {

    private final Histogram acknowledged = new Histogram(3);
    private final Histogram counted = new Histogram(3);
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Histogram bare = new Histogram(3);
    private final Histogram lateness = new Histogram(3);

    void add(FollowedAnswers answers, Outcome outcome) {
        lateness.add(outcome.lateness());
        for (int call = 0; call < outcome.passages().size(); call++) {
            Passage passage = outcome.passages().get(call);
            acknowledged.recordValue(TimeUnit.NANOSECONDS.toMicros(passage.answered() - passage.due()));
            String failure = answers.failure(call, passage.last());
            if (!failure.isEmpty()) {
                failures.merge(failure, 1, Integer::sum);
            } else if (answers.isFollowed(call)) {
                counted.recordValue(TimeUnit.NANOSECONDS.toMicros(passage.ended() - passage.answered()));
            }
        }
    }

    void addBare(Histogram hops) {
        bare.add(hops);
    }

    Map<String, Integer> failures() {
        return failures;
    }

    Duration countedP99() {
        return Duration.ofNanos(counted.getValueAtPercentile(99) * 1000);
    }

    /** @param figures to which its own are added */
    void put(Map<String, Figure> figures) {
        figures.put("answers", Figure.count(acknowledged.getTotalCount()));
        put(figures, "202", acknowledged);
        figures.put("followed", Figure.count(counted.getTotalCount()));
        put(figures, "in the figures", counted);
        if (bare.getTotalCount() > 0) {
            put(figures, "bare hops", bare);
            figures.put(
                    "p99 / bare",
                    new Figure(
                            (double) counted.getValueAtPercentile(99) / Math.max(1, bare.getValueAtPercentile(99)),
                            ""));
        }
        figures.put("sender late, p99", Figure.micros(lateness.getValueAtPercentile(99)));
        figures.put(
                "errors",
                Figure.count(
                        failures.values().stream().mapToInt(Integer::intValue).sum()));
    }

    private static void put(Map<String, Figure> figures, String what, Histogram times) {
        figures.put(what + ", p50", Figure.micros(times.getValueAtPercentile(50)));
        figures.put(what + ", p99", Figure.micros(times.getValueAtPercentile(99)));
        figures.put(what + ", max", Figure.micros(times.getMaxValue()));
    }
}
