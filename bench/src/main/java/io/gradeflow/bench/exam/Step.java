package io.gradeflow.bench.exam;

import io.gradeflow.bench.exam.Turn.Kind;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.load.Passage;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.CpuMeter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What learners met while so many sat. */
final class Step {

    private final int learners;
    private final Histogram all = new Histogram(3);
    private final Map<Kind, Histogram> byKind = new EnumMap<>(Kind.class);
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Duration window;
    private final Histogram lateness;
    private final CpuMeter.Spent spent;

    Step(int learners, Duration window, List<Turn> turns, Outcome outcome, CpuMeter.Spent spent, boolean isBaseline) {
        this.learners = learners;
        this.lateness = outcome.lateness();
        this.spent = spent;
        this.window = window;
        for (int call = 0; call < turns.size(); call++) {
            Kind kind = turns.get(call).kind();
            Passage passage = outcome.passages().get(call);
            long micros = TimeUnit.NANOSECONDS.toMicros(passage.answered() - passage.due());
            all.recordValue(micros);
            byKind.computeIfAbsent(kind, _ -> new Histogram(3)).recordValue(micros);
            Answer answer = outcome.answers().get(call);
            String other = answer.otherThan(isBaseline ? 200 : kind.expected());
            if (!other.isEmpty()) {
                failures.merge(kind.what() + ": " + other, 1, Integer::sum);
            }
        }
    }

    int learners() {
        return learners;
    }

    Map<String, Integer> failures() {
        return failures;
    }

    Duration p95() {
        return Duration.ofNanos(all.getValueAtPercentile(95) * 1000);
    }

    boolean holds(Duration limit) {
        return failures.isEmpty() && isQuick(limit);
    }

    boolean isQuick(Duration limit) {
        return p95().compareTo(limit) <= 0;
    }

    /** Processor time of each part for a call. */
    Row cpu(String label) {
        return new Work(all.getTotalCount(), spent).cpu(label);
    }

    /** Answers that were due a second. */
    double answersPerSecond() {
        Histogram answers = byKind.get(Kind.ANSWER);
        return answers == null ? 0 : answers.getTotalCount() / (window.toNanos() / 1e9);
    }

    Map<String, Figure> figures() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("calls due/s", Figure.count(Math.round(all.getTotalCount() / (window.toNanos() / 1e9))));
        figures.put("answers due/s", Figure.count(Math.round(answersPerSecond())));
        put(figures, "", all);
        for (Map.Entry<Kind, Histogram> kind : byKind.entrySet()) {
            figures.put(
                    kind.getKey().what() + ", p95",
                    Figure.micros(kind.getValue().getValueAtPercentile(95)));
        }
        figures.put("sender late, p99", Figure.micros(lateness.getValueAtPercentile(99)));
        figures.put(
                "errors",
                Figure.count(
                        failures.values().stream().mapToInt(Integer::intValue).sum()));
        return figures;
    }

    private static void put(Map<String, Figure> figures, String before, Histogram times) {
        figures.put(before + "p50", Figure.micros(times.getValueAtPercentile(50)));
        figures.put(before + "p95", Figure.micros(times.getValueAtPercentile(95)));
        figures.put(before + "p99", Figure.micros(times.getValueAtPercentile(99)));
        figures.put(before + "max", Figure.micros(times.getMaxValue()));
    }
}
