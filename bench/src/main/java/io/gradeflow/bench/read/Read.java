package io.gradeflow.bench.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.bank.GeneratedBank;
import io.gradeflow.bench.facts.Counting;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures are asked for when few answers are counted, and when many are. */
public final class Read implements Benchmark {

    private static final double BAR = 1.5;
    private static final double GOAL = 1.1;

    private static final String STEADY = "a bank that has not grown";
    private static final String EMPTY = "empty endpoint";

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String measures() {
        return "topic figures of the largest of nine banks, with few and with many answers counted";
    }

    @Override
    public boolean isForDeployedSystems() {
        return false;
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        Insides insides = system.requireInsides(name());
        ReadPlan read = plan.quick() ? ReadPlan.quick() : ReadPlan.full();
        String token = system.tokens().author();
        insides.withoutAttemptService();
        FilledTables tables = new FilledTables(insides);
        tables.fillCatalog();
        List<String> failures = new ArrayList<>(check(system, insides, tables, read, plan));
        Map<Scale, Reading> readings = new LinkedHashMap<>();
        Map<Scale, Map<String, Long>> sizes = new LinkedHashMap<>();
        List<ReadCase> cases = new ArrayList<>();
        try (Api api = new Api(insides.analyticsService())) {
            // The smaller one before and after: what is compiled or drifts meanwhile is no gain of the larger one. As
            // many
            // calls at either: the p99 of fewer is more often that of a machine's bad moment.
            for (Scale scale : List.of(read.small(), read.large(), read.small())) {
                int calls = scale.equals(read.large()) ? read.calls() : read.calls() / 2;
                plan.progress().accept("filling the tables with " + scale + " facts");
                tables.fill(scale);
                sizes.put(scale, tables.sizes());
                if (cases.isEmpty()) {
                    cases.addAll(cases(tables, api, token));
                }
                expectFigures(api, token, scale, failures);
                readings.computeIfAbsent(scale, of -> new Reading(system, read, plan, token))
                        .measure(insides.analyticsService(), cases, scale.toString(), calls);
            }
            readings.forEach((scale, reading) -> reading.failures()
                    .forEach((label, count) ->
                            failures.add(count + " of " + label + " with " + scale + " facts: not what it had to be")));
        }
        return new Course.Measured(
                sections(read, cases, readings, sizes), bars(read, cases, readings), failures, remarks(read, plan));
    }

    private static List<String> check(
            MeasuredSystem system, Insides insides, FilledTables tables, ReadPlan read, Plan plan) {
        plan.progress().accept("looking whether the service makes the same of the same answers");
        tables.fill(read.check());
        try (Counting counting = new Counting(system, insides)) {
            return new Twin(insides, tables, FilledBank.all().get(1)).differences(counting);
        }
    }

    private static List<ReadCase> cases(FilledTables tables, Api api, String token) {
        FilledBank bank = FilledBank.largest();
        String learner = tables.texts("SELECT min(learner_id) FROM learner").getFirst();
        ReadCase all = ReadCase.figures("all topics", bank, "");
        int bytes = GeneratedBank.bytes(api.get(all.path(), token)).length;
        return List.of(
                all,
                ReadCase.table("all topics as CSV", bank, ""),
                ReadCase.figures("first answers", bank, "&answers=first"),
                ReadCase.figures("a cohort", bank, "&cohort=cohort-07"),
                ReadCase.figures("a week", bank, "&from=2026-03-02&to=2026-03-08"),
                ReadCase.figures("a cohort's month", bank, "&cohort=cohort-07&from=2026-03-01&to=2026-03-31"),
                ReadCase.figures("a learner beside the cohort", bank, "&learner=" + learner),
                ReadCase.figures(STEADY, FilledBank.steady(), ""),
                ReadCase.empty(EMPTY, bytes));
    }

    /** That the service tells of as many answers as were filled in. */
    private static void expectFigures(Api api, String token, Scale scale, List<String> failures) {
        for (FilledBank bank : FilledBank.all()) {
            JsonNode total = api.get("/api/v1/analytics/topics?bank=" + bank.slug(), token)
                    .path("total");
            long filled = (long) bank.turns(scale) * bank.learners(scale);
            if (total.path("answers").asLong() != filled) {
                failures.add("Of " + filled + " answers to " + bank.slug() + " figures tell "
                        + total.path("answers").asLong());
            }
        }
    }

    private static List<Finding.Section> sections(
            ReadPlan read, List<ReadCase> cases, Map<Scale, Reading> readings, Map<Scale, Map<String, Long>> sizes) {
        List<Row> times = new ArrayList<>();
        List<Row> cpu = new ArrayList<>();
        for (ReadCase one : cases) {
            Map<String, Figure> latencies = new LinkedHashMap<>();
            Map<String, Figure> processors = new LinkedHashMap<>();
            readings.forEach((scale, reading) -> {
                latencies.putAll(reading.times(one.label(), scale.toString()));
                processors.putAll(reading.cpu(one.label(), scale.toString()));
            });
            latencies.put("p99, ratio", new Figure(ratio(read, readings, one.label()), ""));
            times.add(new Row(one.label(), latencies));
            cpu.add(new Row(one.label(), processors));
        }
        List<Row> rows = new ArrayList<>();
        for (String table : sizes.values().iterator().next().keySet()) {
            Map<String, Figure> counts = new LinkedHashMap<>();
            sizes.forEach(
                    (scale, of) -> counts.put("rows, " + scale + " facts", Figure.count(of.getOrDefault(table, 0L))));
            rows.add(new Row(table, counts));
        }
        return List.of(
                new Finding.Section("at analytics-service itself, by the number of facts", times),
                new Finding.Section("processor time for each call", cpu),
                new Finding.Section("the tables", rows));
    }

    private static double ratio(ReadPlan read, Map<Scale, Reading> readings, String label) {
        return p99(readings, read.large(), label) / p99(readings, read.small(), label);
    }

    private static double p99(Map<Scale, Reading> readings, Scale scale, String label) {
        Reading reading = readings.get(scale);
        if (reading == null) {
            throw new IllegalStateException("not measured: " + scale);
        }
        return reading.p99Millis(label);
    }

    private static List<Bar> bars(ReadPlan read, List<ReadCase> cases, Map<Scale, Reading> readings) {
        List<Bar> bars = new ArrayList<>();
        for (ReadCase one : cases) {
            if (!one.label().equals(EMPTY)) {
                double ratio = ratio(read, readings, one.label());
                String text = String.format(
                        Locale.ROOT,
                        "%s: p99 with %s facts at most %%.1f times of that with %s (here: %.2f)",
                        one.label(),
                        read.large(),
                        read.small(),
                        ratio);
                bars.add(new Bar(String.format(Locale.ROOT, text, BAR), ratio <= BAR));
                bars.add(new Bar("goal: " + String.format(Locale.ROOT, text, GOAL), ratio <= GOAL));
            }
        }
        return bars;
    }

    private static List<String> remarks(ReadPlan read, Plan plan) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "The facts were not counted from the log: facts and sums are filled into the emptied tables by SQL, in the"
                                + " form that counting gives, with indexes, vacuum, statistics and a checkpoint. That they have this form is seen by"
                                + " another %s facts: those of one bank are sent as events under other ids, in both lanes, and all"
                                + " rows that the service makes of them are those that were filled in, but for the ids.",
                        read.check()),
                String.format(
                        Locale.ROOT,
                        "Eight banks of %d questions and 20 topics in two levels; the largest has 37 %% of all answers, the smallest"
                                + " 5 %%. %,d and %,d learners in 20 cohorts, 250 answers each over 180 days, each fifth to a question"
                                + " answered before; no exams, and no attempt that is over. A ninth bank has"
                                + " as many answers at both scales.",
                        FilledBank.QUESTIONS,
                        read.small().learners(),
                        read.large().learners()),
                String.format(
                        Locale.ROOT,
                        "%d calls of each case at each scale in a round, at random moments, %d a second; %s taken together, with"
                                + " the fewer facts before and after the many. Latency counts from the moment that a call was due.",
                        read.calls(),
                        read.perSecond(),
                        plan.roundsInWords()),
                "Empty endpoint: the same service checks the token and answers as many bytes as all topics have.",
                "It empties the tables of figures first, and comes last of a run.");
    }
}
