package io.gradeflow.bench.answers;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.Latencies;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.load.Outcome;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.WarmUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One rate after the other over a bank, and what was noted of each. */
final class Rates implements Course {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Of all answers up to here; looking more often would cost as much as they do. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final MeasuredSystem system;
    private final AnswersPlan answers;
    private final Plan plan;
    private final List<Row> times = new ArrayList<>();
    private final List<Row> cpu = new ArrayList<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final List<Row> room = new ArrayList<>();
    private long given;
    private @Nullable WarmUp warmUp;

    Rates(MeasuredSystem system, AnswersPlan answers, Plan plan) {
        this.system = system;
        this.answers = answers;
        this.plan = plan;
    }

    void measure() {
        try (Api api = new Api(system.web());
                LoadClient client = new LoadClient(system.web(), plan.connections())) {
            String bank = GeneratedBank.create(api, system.tokens().author(), answers.bankSize());
            client.open(Paper.REFUSED);
            plan.progress().accept("warming up");
            warmUp = WarmUp.by(() -> warmUp(api, client, bank), system, plan);
            for (int rate : answers.rates()) {
                measure(api, client, bank, rate);
            }
        }
    }

    private void warmUp(Api api, LoadClient client, String bank) {
        int rate = answers.rates().getLast();
        List<Call> first = puts(api, bank, answers.warmUp());
        look(client.send(first, Arrivals.within(Duration.ofMillis(1000L * first.size() / rate), first.size(), 0)));
        awaitCounted(api, bank);
    }

    private void measure(Api api, LoadClient client, String bank, int rate) {
        int count = (int) (rate * answers.window().toSeconds());
        List<Call> puts = puts(api, bank, count);
        String label = rate + " a second";
        plan.progress().accept("answers, " + label);
        Pause.afterGarbage(QUIET);
        Room before = Room.of(system);
        CpuMeter meter = CpuMeter.start(system);
        Outcome outcome = client.send(puts, Arrivals.within(answers.window(), count, rate));
        look(outcome);
        awaitCounted(api, bank);
        CpuMeter.Spent spent = meter.spent();
        times.add(times(label, outcome));
        cpu.add(cpu(label, spent, count));
        room.add(new Row(label, Room.of(system).perAnswerSince(before, count)));
    }

    /** Each once, half of them right; learners answer side by side. */
    private List<Call> puts(Api api, String bank, int count) {
        List<String> learners = system.tokens().learners(Math.ceilDiv(count, answers.bankSize()));
        List<Call> puts = new ArrayList<>();
        for (Paper paper : Paper.start(api, learners, Paper.practice(bank, answers.bankSize()))) {
            for (int position = 1; position <= paper.questions().size(); position++) {
                puts.add(paper.answer(position, puts.size() % 2));
            }
        }
        Collections.shuffle(puts, new Random(1));
        return puts.subList(0, count);
    }

    private void look(Outcome outcome) {
        given += outcome.answers().size();
        outcome.answers().stream()
                .filter(answer -> answer.status() != 202)
                .forEach(answer -> failures.merge(
                        answer.status() == 0 ? answer.failure() : "answered " + answer.status(), 1, Integer::sum));
    }

    /** Until all answers are in the figures. */
    private void awaitCounted(Api api, String bank) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            JsonNode topics = api.get(
                    "/api/v1/analytics/topics?bank=" + bank, system.tokens().author());
            if (topics.at("/total/answers").asLong() == given
                    && topics.at("/pending/live").asLong(-1) == 0) {
                return;
            }
            Pause.of(BETWEEN_LOOKS);
        }
        throw new BenchException("The figures don't hold the " + given + " answers that were given after "
                + PATIENCE.toSeconds() + " seconds.");
    }

    private static Row times(String label, Outcome outcome) {
        Latencies latencies = new Latencies();
        latencies.add(outcome.latencies());
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("answers", Figure.count(latencies.count()));
        latencies.put(figures, "202, ");
        return new Row(label, figures);
    }

    private static Row cpu(String label, CpuMeter.Spent spent, int count) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        Duration all = Duration.ZERO;
        for (Map.Entry<String, Duration> part : spent.parts().entrySet()) {
            figures.put(part.getKey(), micros(part.getValue(), count));
            if (!part.getKey().equals(CpuMeter.SENDER)) {
                all = all.plus(part.getValue());
            }
        }
        figures.put("all but bench", micros(all, count));
        figures.put("cores", new Figure(all.toNanos() / (double) spent.took().toNanos(), ""));
        return new Row(label, figures);
    }

    private static Figure micros(Duration time, int count) {
        return new Figure(time.toNanos() / 1000.0 / count, "µs");
    }

    @Override
    public List<Finding.Section> sections() {
        List<Finding.Section> sections = new ArrayList<>(List.of(
                new Finding.Section("from due to 202", times),
                new Finding.Section("processor time of each answer, until all are in the figures", cpu)));
        if (room.stream().anyMatch(row -> !row.figures().isEmpty())) {
            sections.add(new Finding.Section("room that each answer takes", room));
        }
        return sections;
    }

    @Override
    public List<String> failures() {
        return failures.entrySet().stream()
                .map(failure -> failure.getValue() + " answers: " + failure.getKey())
                .toList();
    }

    @Override
    public List<String> remarks() {
        return List.of(
                "Through the web door, at random moments, each to a question not answered before, in attempts of "
                        + answers.bankSize() + " questions that were started beforehand; half of them right.",
                Objects.requireNonNull(warmUp)
                        .inWords(String.format(
                                Locale.ROOT, "%,d answers came at the last of these rates", answers.warmUp())),
                "Cores: processor time of all parts over the time until the last answer was in the figures, which was looked at"
                        + " every " + BETWEEN_LOOKS.toMillis()
                        + " ms; it includes what the parts do when nothing happens.",
                "Room: growth of all tables with their indexes, and of the topics on the broker's disk.");
    }
}
