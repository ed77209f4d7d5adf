package io.gradeflow.bench.lag;

import io.gradeflow.bench.load.FollowedTimes;
import io.gradeflow.bench.load.Latencies;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.load.Passage;
import io.gradeflow.bench.report.Figure;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What answers met at one rate, in all rounds together. */
final class LagTimes {

    private final FollowedTimes times = new FollowedTimes();
    private final Latencies bare = new Latencies();
    private final Latencies lateness = new Latencies();

    void add(FollowedAnswers answers, Outcome outcome) {
        lateness.add(outcome.lateness());
        for (int call = 0; call < outcome.passages().size(); call++) {
            Passage passage = outcome.passages().get(call);
            times.acknowledged(passage);
            String failure = answers.failure(call, passage.last());
            if (!failure.isEmpty()) {
                times.failed(failure);
            } else if (answers.isFollowed(call)) {
                times.effective(passage);
            }
        }
    }

    void addBare(Histogram hops) {
        bare.add(hops);
    }

    Map<String, Integer> failures() {
        return times.failures();
    }

    Duration countedP99() {
        return times.effectiveP99();
    }

    /** @param figures to which its own are added */
    void put(Map<String, Figure> figures) {
        times.put(figures, "in the figures");
        if (bare.count() > 0) {
            bare.put(figures, "bare hops, ");
            figures.put(
                    "p99 / bare",
                    new Figure((double) countedP99().toNanos() / bare.p99().toNanos(), ""));
        }
        figures.put("sender late, p99", Figure.millis(lateness.p99()));
        times.putErrors(figures);
    }
}
