package io.gradeflow.bench.read;

import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** All cases read at one scale. */
final class Reading {

    /** So many connections are enough for a load that is no storm. */
    private static final int CONNECTIONS = 50;

    /** Where any call is refused quickly. */
    private static final String REFUSED = "/api/v1/analytics/topics";

    private static final Duration QUIET = Duration.ofSeconds(1);

    private final MeasuredSystem system;
    private final ReadPlan read;
    private final Plan plan;
    private final String token;
    private final Map<String, Histogram> latencies = new LinkedHashMap<>();
    private final Map<String, Map<String, Duration>> cpu = new LinkedHashMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();

    Reading(MeasuredSystem system, ReadPlan read, Plan plan, String token) {
        this.system = system;
        this.read = read;
        this.plan = plan;
        this.token = token;
    }

    /**
     * A quarter of the plan's calls of each case unmeasured, then round after round.
     *
     * @param calls of each case in a round
     */
    void measure(URI address, List<ReadCase> cases, String scale, int calls) {
        try (LoadClient client = new LoadClient(address, CONNECTIONS)) {
            client.open(REFUSED);
            for (ReadCase one : cases) {
                send(client, one, read.calls() / 4, 0);
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                for (ReadCase one : cases) {
                    plan.progress().accept(one.label() + ", " + scale + " facts, round " + round);
                    Pause.afterGarbage(QUIET);
                    CpuMeter meter = CpuMeter.start(system);
                    Outcome outcome = send(client, one, calls, round);
                    note(one, outcome, meter.spent());
                }
            }
        }
    }

    private Outcome send(LoadClient client, ReadCase one, int calls, int seed) {
        Duration window = Duration.ofMillis(1000L * calls / read.perSecond());
        return client.send(one.calls(calls, token), Arrivals.within(window, calls, seed));
    }

    private void note(ReadCase one, Outcome outcome, CpuMeter.Spent spent) {
        latencies.computeIfAbsent(one.label(), label -> new Histogram(3)).add(outcome.latencies());
        Map<String, Duration> times = cpu.computeIfAbsent(one.label(), label -> new TreeMap<>());
        spent.parts().forEach((part, time) -> times.merge(part, time, Duration::plus));
        long wrong = outcome.answers().stream()
                .filter(answer -> !one.isRight(answer))
                .count();
        if (wrong > 0) {
            failures.merge(one.label(), (int) wrong, Integer::sum);
        }
    }

    /** How many answers to each case were not what they had to be. */
    Map<String, Integer> failures() {
        return failures;
    }

    private Histogram of(String label) {
        return Objects.requireNonNull(latencies.get(label), label);
    }

    double p99Millis(String label) {
        return of(label).getValueAtPercentile(99) / 1000.0;
    }

    Map<String, Figure> times(String label, String scale) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("p50, " + scale, Figure.micros(of(label).getValueAtPercentile(50)));
        figures.put("p99, " + scale, Figure.micros(of(label).getValueAtPercentile(99)));
        return figures;
    }

    /** Processor time of the two parts that matter, for each call. */
    Map<String, Figure> cpu(String label, String scale) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (String part : List.of("analytics-service", "postgres")) {
            Duration time = Objects.requireNonNull(cpu.get(label), label).getOrDefault(part, Duration.ZERO);
            figures.put(
                    part + ", " + scale, Figure.millis(time.dividedBy(of(label).getTotalCount())));
        }
        return figures;
    }
}
