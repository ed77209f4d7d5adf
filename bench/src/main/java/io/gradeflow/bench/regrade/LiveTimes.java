package io.gradeflow.bench.regrade;

import io.gradeflow.bench.load.FollowedTimes;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.load.Passage;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Row;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What live answers met, in all rounds together. */
final class LiveTimes {

    private final FollowedTimes times = new FollowedTimes();

    /** Takes those that were due between two moments by {@link System#nanoTime}; of the others only what failed. */
    void add(Outcome outcome, long from, long to) {
        for (Passage passage : outcome.passages()) {
            String failure = LiveAnswers.failure(passage.last());
            if (!failure.isEmpty()) {
                times.failed(failure);
            }
            if (passage.due() >= from && passage.due() < to) {
                times.acknowledged(passage);
                if (passage.ended() > passage.answered() && passage.last().status() == 200) {
                    times.effective(passage);
                }
            }
        }
    }

    Map<String, Integer> failures() {
        return times.failures();
    }

    Duration acceptedP99() {
        return times.acknowledgedP99();
    }

    Duration gradedP99() {
        return times.effectiveP99();
    }

    Row row(String label) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        times.put(figures, "graded");
        times.putErrors(figures);
        return new Row(label, figures);
    }
}
