package io.gradeflow.bench.grow;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.Paper;
import io.gradeflow.bench.facts.AnswerRows;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.load.Answer;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.load.Call;
import io.gradeflow.bench.load.LoadClient;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Incumbent;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures batches of the same size and rate, with more and more answers stored. */
final class GrowCourse implements Course {

    private static final double BAR = 1.2;
    private static final double GOAL = 1.0;
    private static final int RIGHT = 0;
    /** What sessions count themselves is known after a second. */
    private static final Duration COUNTED = Duration.ofSeconds(2);

    private final MeasuredSystem system;
    private final Insides insides;
    private final Api api;
    private final CountedBank bank;
    private final GrowPlan grow;
    private final Plan plan;
    private final SortedMap<Integer, Cost> costs = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private List<KeptRows> kept = List.of();
    /** Attempts that were put in. */
    private int copied;

    private int answers;

    GrowCourse(MeasuredSystem system, Insides insides, Api api, CountedBank bank, GrowPlan grow, Plan plan) {
        this.system = system;
        this.insides = insides;
        this.api = api;
        this.bank = bank;
        this.grow = grow;
        this.plan = plan;
    }

    void run() {
        try (LoadClient client = new LoadClient(system.web(), plan.connections())) {
            client.open(Paper.REFUSED);
            warmUp(client);
            for (int stored : grow.stored()) {
                fill(stored);
                String label = String.format(Locale.ROOT, "%,d stored", answers);
                plan.progress().accept("answering with " + label);
                costs.put(stored, measure(client, label));
            }
        }
    }

    /** All parts are as warm at first as they are later; then nothing of it is left but that. */
    private void warmUp(LoadClient client) {
        plan.progress().accept("warming up");
        List<Call> calls = calls(grow.warmUp());
        client.flood(calls, plan.connections())
                .failures(202)
                .forEach((what, count) -> failures.add(count + " answers of the warm-up: " + what));
        answers += calls.size();
        settle();
        Pause.of(COUNTED);
        kept = List.of(
                KeptRows.ofAttempts(insides::attemptDatabase),
                KeptRows.ofFigures(insides::analyticsDatabase, bank.id()));
        if (kept.stream().anyMatch(rows -> rows.attempts() != grow.learners(grow.warmUp()))) {
            throw new BenchException("Not all attempts of the warm-up stand in both databases.");
        }
        answers = 0;
        settle();
    }

    /** What the warm-up left is put in again and again, in both databases at the same time, until so many answers are stored. */
    private void fill(int stored) {
        int count = (stored - answers) / grow.bankSize();
        plan.progress().accept(String.format(Locale.ROOT, "storing %,d attempts", count));
        try (ExecutorService threads = Executors.newFixedThreadPool(kept.size())) {
            List<Future<?>> fills = new ArrayList<>();
            for (KeptRows rows : kept) {
                fills.add(threads.submit(() -> rows.put(copied, copied + count)));
            }
            for (Future<?> each : fills) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new BenchException("Answers could not be stored: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
        copied += count;
        answers += count * grow.bankSize();
        settle();
    }

    private Cost measure(LoadClient client, String label) {
        List<Call> calls = calls(grow.batch());
        insides.checkpoint();
        Pause.afterGarbage(COUNTED);
        ServerLog before = ServerLog.now(insides);
        CpuMeter meter = CpuMeter.start(system);
        send(client, calls, "answers with " + label);
        answers += calls.size();
        settle();
        Work work = Work.since(meter, calls.size());
        Pause.of(COUNTED);
        ServerLog log = ServerLog.now(insides).since(before);
        CpuMeter resting = CpuMeter.start(system);
        Pause.of(grow.rest());
        return new Cost(work, log, Work.since(resting, 1));
    }

    private List<Call> calls(int count) {
        List<Paper> papers = Paper.start(
                api, system.tokens().learners(grow.learners(count)), Paper.practice(bank.slug(), grow.bankSize()));
        return Paper.sideBySide(papers, RIGHT).subList(0, count);
    }

    private void send(LoadClient client, List<Call> calls, String what) {
        long wrong =
                client.send(calls, Arrivals.within(grow.window(calls.size()), calls.size(), answers)).answers().stream()
                        .map(Answer::status)
                        .filter(status -> status != 202)
                        .count();
        if (wrong > 0) {
            failures.add(wrong + " of " + calls.size() + " " + what + " were not acknowledged");
        }
    }

    /** Returns when the figures tell of all. */
    private void settle() {
        bank.awaitAnswers(answers);
        AnswerRows.awaitGraded(insides);
        bank.failure("with " + answers + " answers", answers, answers).ifPresent(failures::add);
    }

    private Cost cost(int stored) {
        Cost cost = costs.get(stored);
        if (cost == null) {
            throw new IllegalStateException("not measured: " + stored);
        }
        return cost;
    }

    private Cost first() {
        return cost(costs.firstKey());
    }

    private Cost last() {
        return cost(costs.lastKey());
    }

    @Override
    public List<String> failures() {
        return failures;
    }

    @Override
    public List<Finding.Section> sections() {
        List<Row> rows = new ArrayList<>();
        List<Row> cpu = new ArrayList<>();
        for (Map.Entry<Integer, Cost> cost : costs.entrySet()) {
            String label = String.format(Locale.ROOT, "%,d stored", cost.getKey());
            rows.add(new Row(label, cost.getValue().figures(first())));
            cpu.add(cost.getValue().answers().cpu(label));
        }
        return List.of(
                new Finding.Section("what an answer costs", rows),
                new Finding.Section("processor time for each", cpu),
                Incumbent.section(Incumbent.WAL.beside(last().logBytes() / 1_000)));
    }

    @Override
    public List<Bar> bars() {
        double ratio = last().micros() / first().micros();
        String text = "at most %.1f of the processor time at first, with %,d stored (here: %.2f)";
        return List.of(
                new Bar(String.format(Locale.ROOT, text, BAR, costs.lastKey(), ratio), ratio <= BAR),
                new Bar("goal: " + String.format(Locale.ROOT, text, GOAL, costs.lastKey(), ratio), ratio <= GOAL),
                Incumbent.WAL.bar(last().logBytes() / 1_000));
    }

    @Override
    public List<String> remarks() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "At each, %,d further answers come through the web door, %,d a second at random moments, of learners who answer"
                                + " nothing else; measured from the first until the figures tell of all and attempts hold all grades, in all"
                                + " parts of the system and all their databases together. One batch at each, after a checkpoint of the database.",
                        grow.batch(),
                        grow.rate()),
                String.format(
                        Locale.ROOT,
                        "All parts handled %,d answers first, as quickly as they took them, whose rows were then taken out of all tables"
                                + " while the services went on: with cold services, later answers would seem cheaper than they are.",
                        grow.warmUp()),
                "Those up to each number are rows that the services wrote themselves for the answers before, copied in both databases under"
                        + " the ids of other attempts and learners, each copy a day earlier than the one before, with all sums; indexes"
                        + " made anew, vacuum and statistics taken. Their events are not on the log.",
                "Log: what the database server wrote to its log of changes meanwhile, with the whole pages that it writes after a"
                        + " checkpoint. At rest: processors that the system keeps busy while nothing is asked of it; they are taken off"
                        + " the cost of an answer, and with them it stands beside.");
    }
}
