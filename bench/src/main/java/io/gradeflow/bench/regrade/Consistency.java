package io.gradeflow.bench.regrade;

import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.CpuMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a correction took to reach each view, from the moment before it was sent.
 *
 * @param postedAt by {@link System#nanoTime}
 * @param accepted until its 202
 * @param complete until its campaign was seen complete: every attempt's own grade and score follows
 * @param counted until the topic figures were seen to follow, with nothing on its way
 * @param changed answers that are worth something else since
 */
record Consistency(
        long postedAt, Duration accepted, Duration complete, Duration counted, long changed, CpuMeter.Spent cpu) {

    /** Until all views followed. */
    Duration all() {
        return complete.compareTo(counted) > 0 ? complete : counted;
    }

    long endedAt() {
        return postedAt + all().toNanos();
    }

    Row times(String label, int answers) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("202", Figure.millis(accepted));
        figures.put("attempts", Figure.seconds(complete));
        figures.put("topic figures", Figure.seconds(counted));
        figures.put("all views", Figure.seconds(all()));
        figures.put("answers/s", new Figure(answers / (all().toNanos() / 1e9), ""));
        figures.put("changed", Figure.count(changed));
        return new Row(label, figures);
    }
}
