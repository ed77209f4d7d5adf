package io.gradeflow.bench.load;

import io.gradeflow.bench.report.Figure;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What calls met that are acknowledged, and some of them followed until they had their effect. */
public final class FollowedTimes {

    private final Latencies acknowledged = new Latencies();
    private final Latencies effective = new Latencies();
    private final Map<String, Integer> failures = new TreeMap<>();

    public void acknowledged(Passage passage) {
        acknowledged.record(passage.answered() - passage.due());
    }

    /** The last of its sequel was that it had its effect. */
    public void effective(Passage passage) {
        effective.record(passage.ended() - passage.answered());
    }

    public void failed(String how) {
        failures.merge(how, 1, Integer::sum);
    }

    /** How often each happened. */
    public Map<String, Integer> failures() {
        return failures;
    }

    public Duration acknowledgedP99() {
        return acknowledged.p99();
    }

    /** From the acknowledgement. */
    public Duration effectiveP99() {
        return effective.p99();
    }

    /** @param effect in a word */
    public void put(Map<String, Figure> figures, String effect) {
        figures.put("answers", Figure.count(acknowledged.count()));
        acknowledged.put(figures, "202, ");
        figures.put("followed", Figure.count(effective.count()));
        effective.put(figures, effect + ", ");
    }

    public void putErrors(Map<String, Figure> figures) {
        figures.put(
                "errors",
                Figure.count(
                        failures.values().stream().mapToInt(Integer::intValue).sum()));
    }
}
