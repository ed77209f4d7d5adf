package io.gradeflow.bench.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.BareRows;
import io.gradeflow.bench.facts.CountedBank;
import io.gradeflow.bench.facts.Counting;
import io.gradeflow.bench.facts.MadeUpAnswers;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.events.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** All figures are made anew from a long log, and proven to be those of the log. */
public final class Rebuild implements Benchmark {

    private static final double BAR = 0.25;
    private static final double GOAL = 0.6;

    /** As many as a replay applies in a transaction at most. */
    private static final int PORTION = 5_000;

    private static final List<Topic> READ =
            List.of(Topic.ANSWERS_GRADED, Topic.ANSWERS_REGRADED, Topic.ATTEMPTS_FINISHED);

    private static final String LIVE = "counted by the live service";
    private static final String REBUILT = "made anew from the log";
    private static final String PROVEN = "proven against the log";
    private static final String BARE_LOG = "the same topics read bare";
    private static final String BARE_ROWS = String.format(Locale.ROOT, "bare rows, %,d at a time", PORTION);

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public String measures() {
        return "all figures made anew from the log of answers, and compared with it";
    }

    @Override
    public boolean isForDeployedSystems() {
        return false;
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        Insides insides = system.requireInsides(name());
        RebuildPlan rebuild = plan.quick() ? RebuildPlan.quick() : RebuildPlan.full();
        Map<String, Work> works = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        try (Api api = new Api(system.web());
                Counting counting = new Counting(system, insides)) {
            String admin = system.tokens().author();
            CountedBank bank = CountedBank.create(api, admin, rebuild.bankSize());
            insides.withoutAttemptService();
            MadeUpAnswers answers =
                    new MadeUpAnswers("rebuild", bank.id(), bank.questions(), rebuild.learners(), rebuild.answers());
            plan.progress().accept("counting answers");
            works.put(LIVE, counting.count(Topic.ANSWERS_GRADED, answers.count(), answers::graded));
            bank.failure("counted", answers.count(), answers.right()).ifPresent(failures::add);
            JsonNode figures = bank.figures();
            plan.progress().accept("making the figures anew");
            works.put(REBUILT, ended(LogRun.of(system, api, admin, "rebuild"), "REBUILT", failures));
            if (!bank.figures().equals(figures)) {
                failures.add("Made anew, the figures are not those of before");
            }
            plan.progress().accept("proving the figures");
            works.put(PROVEN, ended(LogRun.of(system, api, admin, "proofs"), "EQUAL", failures));
            plan.progress().accept("reading the log bare, and copying bare rows");
            works.put(BARE_LOG, BareReading.of(system, insides.bootstrapServers(), READ));
            works.put(
                    BARE_ROWS,
                    BareRows.of(system, insides, bank.id(), rebuild.bareRows()).copyWithoutWaiting(PORTION));
            long facts = facts(insides);
            return new Course.Measured(sections(works, facts), bars(works, facts), failures, remarks(rebuild));
        }
    }

    /** What all records of the log came to: those of an answer that is repeated or graded anew are no further fact. */
    private static long facts(Insides insides) {
        try (Connection connection = insides.analyticsDatabase();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM answer_fact")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("The facts can't be counted: " + e.getMessage(), e);
        }
    }

    private static Work inFacts(Work work, long facts) {
        return new Work(facts, work.cpu());
    }

    private static Work ended(LogRun run, String expected, List<String> failures) {
        if (!run.status().equals(expected)) {
            failures.add("Instead of " + expected + " it ended so: " + run.told());
        }
        return run.work();
    }

    private static Work work(Map<String, Work> works, String label) {
        return Objects.requireNonNull(works.get(label), label);
    }

    private static List<Finding.Section> sections(Map<String, Work> works, long facts) {
        List<Row> speeds = new ArrayList<>();
        List<Row> cpu = new ArrayList<>();
        works.forEach((label, work) -> {
            Map<String, Figure> figures = work.figures("records");
            if (!label.equals(BARE_LOG) && !label.equals(BARE_ROWS)) {
                figures.put("of bare reading", new Figure(work.ratio(work(works, BARE_LOG)), ""));
                Work made = label.equals(LIVE) ? work : inFacts(work, facts);
                figures.put("facts", Figure.count(made.count()));
                figures.put("facts/s, of bare rows", new Figure(made.ratio(work(works, BARE_ROWS)), ""));
            }
            speeds.add(new Row(label, figures));
            cpu.add(work.cpu(label));
        });
        return List.of(
                new Finding.Section("records of the log, and bare rows", speeds),
                new Finding.Section("processor time for each", cpu));
    }

    private static List<Bar> bars(Map<String, Work> works, long facts) {
        double ratio = inFacts(work(works, REBUILT), facts).ratio(work(works, BARE_ROWS));
        String text = "made anew: facts at least at %.2f of the speed of bare rows (here: %.3f)";
        return List.of(
                new Bar(String.format(Locale.ROOT, text, BAR, ratio), ratio >= BAR),
                new Bar("goal: " + String.format(Locale.ROOT, text, GOAL, ratio), ratio >= GOAL));
    }

    private static List<String> remarks(RebuildPlan rebuild) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d answers of %,d learners to a bank of %d questions, on the log before the clock starts; a replay reads all"
                                + " that the log holds, also of benchmarks before this in the same run; only the facts that came of it are held against"
                                + " bare rows. Once, whatever the rounds.",
                        rebuild.answers(),
                        rebuild.learners(),
                        rebuild.bankSize()),
                "A proof reads the log into fresh tables as well and then compares every row of every table; it has to be equal."
                        + " Figures are the same before and after they were made anew.",
                "Read bare: a consumer that does nothing with the records. Bare rows: COPY of some of the facts into a table with"
                        + " the same columns and primary key and nothing else, in the same database, without waiting for the disk, as a replay.",
                "attempt-service, which reads the same topics for its own views, is stopped.");
    }
}
