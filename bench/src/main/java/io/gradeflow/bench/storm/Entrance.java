package io.gradeflow.bench.storm;

import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** One address at which storms arrive, and what they met there. */
final class Entrance {

    private static final Duration QUIET = Duration.ofSeconds(1);

    private final String title;
    private final MeasuredSystem system;
    private final URI address;
    private final StartCalls calls;
    private final Plan plan;
    private final Map<String, Measured> cases = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private int connections;

    Entrance(String title, MeasuredSystem system, URI address, StartCalls calls, Plan plan) {
        this.title = title;
        this.system = system;
        this.address = address;
        this.calls = calls;
        this.plan = plan;
    }

    /** @param fresh whether nobody has used the system yet; the first wave then shows how it fares */
    void measure(StormPlan storm, boolean fresh) {
        try (LoadClient client = new LoadClient(address, plan.connections())) {
            connections = client.open(Paper.REFUSED);
            if (fresh) {
                Wave first = storm.waves().getFirst();
                starts(client, first, first + ", the system's first", learners(first), calls);
                Wave warmUp = storm.warmUp();
                starts(client, warmUp, warmUp.toString(), learners(warmUp), calls);
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                for (Wave wave : storm.waves()) {
                    List<String> learners = learners(wave);
                    starts(client, wave, practice(wave), learners, calls);
                    if (calls.hasBaseline()) {
                        empty(client, wave, learners);
                    }
                }
                // Over a bank of its own: whoever has an exam open starts no other over the same.
                StartCalls exams = StartCalls.exams(system, storm.bankSize(), calls.questions());
                starts(client, storm.largest(), exams(storm.largest()), learners(storm.largest()), exams);
            }
        }
    }

    private List<String> learners(Wave wave) {
        return system.tokens().learners(wave.count());
    }

    private void starts(LoadClient client, Wave wave, String label, List<String> learners, StartCalls starts) {
        send(client, wave, label, starts.starts(learners), starts::failuresOfStarts);
    }

    private void empty(LoadClient client, Wave wave, List<String> learners) {
        send(client, wave, wave + ", empty endpoint", calls.baseline(learners), calls::failuresOfBaseline);
    }

    private void send(
            LoadClient client,
            Wave wave,
            String label,
            List<Call> sent,
            Function<List<Answer>, Map<String, Integer>> failuresOf) {
        plan.progress().accept(label + " " + title);
        Pause.afterGarbage(QUIET);
        CpuMeter meter = CpuMeter.start(system);
        Outcome outcome = client.send(sent, Arrivals.within(wave.window(), wave.count(), cases.size()));
        CpuMeter.Spent spent = meter.spent();
        Map<String, Integer> wrong = failuresOf.apply(outcome.answers());
        wrong.forEach((what, count) -> failures.add(count + " of " + label + " " + title + ": " + what));
        cases.computeIfAbsent(label, key -> new Measured())
                .add(
                        outcome,
                        wrong.values().stream().mapToInt(Integer::intValue).sum(),
                        spent);
    }

    static String practice(Wave wave) {
        return wave.toString();
    }

    static String exams(Wave wave) {
        return wave + ", exams";
    }

    /** @param label of a case that was measured */
    Measured measured(String label) {
        return Objects.requireNonNull(cases.get(label), label);
    }

    List<Finding.Section> sections() {
        List<Row> times = new ArrayList<>();
        List<Row> cpu = new ArrayList<>();
        cases.forEach((label, measured) -> {
            times.add(measured.times(label));
            cpu.add(measured.cpu(label));
        });
        return List.of(
                new Finding.Section(title, times), new Finding.Section("processor time for each start " + title, cpu));
    }

    List<String> failures() {
        return failures;
    }

    String connections() {
        return connections
                + " keep-alive connections were opened beforehand; a start that finds none free waits, and that"
                + " is part of its latency.";
    }
}
