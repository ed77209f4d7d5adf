package io.gradeflow.bench.storm;

import io.gradeflow.bench.load.Latencies;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.CpuMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** All rounds of one case together: every latency of each, the sum of errors and of processor time. */
final class Measured {

    private final Latencies latencies = new Latencies();
    private final Latencies lateness = new Latencies();
    private final Map<String, Duration> cpu = new TreeMap<>();
    private Duration machine = Duration.ZERO;
    private Duration lasted = Duration.ZERO;
    private Duration longest = Duration.ZERO;
    private int errors;

    void add(Outcome outcome, int failed, CpuMeter.Spent spent) {
        latencies.add(outcome.latencies());
        lateness.add(outcome.lateness());
        spent.parts().forEach((part, time) -> cpu.merge(part, time, Duration::plus));
        machine = machine.plus(spent.machine());
        lasted = lasted.plus(outcome.lasted());
        longest = longest.compareTo(outcome.lasted()) < 0 ? outcome.lasted() : longest;
        errors += failed;
    }

    int errors() {
        return errors;
    }

    Duration p99() {
        return latencies.p99();
    }

    Row times(String label) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        latencies.put(figures, "");
        figures.put("errors", Figure.count(errors));
        figures.put("last answer after", Figure.seconds(longest));
        figures.put("sender late, p99", Figure.millis(lateness.p99()));
        return new Row(label, figures);
    }

    /** Processor time for each call, what share of the machine all of it was, and what others took of the machine. */
    Row cpu(String label) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        Duration all = Duration.ZERO;
        for (Map.Entry<String, Duration> part : cpu.entrySet()) {
            figures.put(part.getKey(), Figure.millis(part.getValue().dividedBy(latencies.count())));
            all = all.plus(part.getValue());
        }
        figures.put("of the machine", share(all));
        figures.put("others'", share(machine.minus(all)));
        return new Row(label, figures);
    }

    private Figure share(Duration time) {
        double capacity = lasted.toNanos() * (double) Runtime.getRuntime().availableProcessors();
        return new Figure(Math.clamp(100 * time.toNanos() / capacity, 0, 100), "%");
    }
}
