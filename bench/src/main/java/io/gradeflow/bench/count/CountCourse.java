package io.gradeflow.bench.count;

import io.gradeflow.bench.Course;
import io.gradeflow.bench.Pause;
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
import io.gradeflow.bench.system.Insides;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Round after round of answers of the same learners, all rounds taken together. */
final class CountCourse implements Course {

    private static final double BAR = 0.25;
    private static final double GOAL = 0.6;

    /** As many as are counted in a transaction of each lane, where so many wait. */
    private static final int LIVE_PORTION = 5_000;

    private static final int SLOW_PORTION = 500;

    /** So long the slow lane rests after each portion once live answers came. */
    private static final Duration COURTESY = Duration.ofSeconds(3);

    private static final String NEW = "new";
    private static final String REPEATED = "the same once more";
    private static final String REPLACED = "of a corrected key";
    private static final String BARE_LIVE = String.format(Locale.ROOT, "bare rows, %,d at a time", LIVE_PORTION);
    private static final String BARE_SLOW = String.format(Locale.ROOT, "bare rows, %,d at a time", SLOW_PORTION);

    private final MeasuredSystem system;
    private final Insides insides;
    private final Counting counting;
    private final CountedBank bank;
    private final CountPlan count;
    private final Plan plan;
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private long answers;
    private long right;

    CountCourse(
            MeasuredSystem system, Insides insides, Counting counting, CountedBank bank, CountPlan count, Plan plan) {
        this.system = system;
        this.insides = insides;
        this.counting = counting;
        this.bank = bank;
        this.count = count;
        this.plan = plan;
    }

    void run() {
        plan.progress().accept("warming up");
        countAll(answers("warm-up", count.warmUp()));
        works.clear();
        for (int round = 1; round <= plan.rounds(); round++) {
            plan.progress().accept("counting, round " + round);
            countAll(answers("round " + round, count.answers()));
            plan.progress().accept("copying bare rows, round " + round);
            BareRows rows = BareRows.of(system, insides, bank.id(), count.answers());
            note(BARE_LIVE, rows.copy(LIVE_PORTION));
            note(BARE_SLOW, rows.copy(SLOW_PORTION));
        }
    }

    private MadeUpAnswers answers(String run, int answers) {
        return new MadeUpAnswers(run, bank.id(), bank.questions(), count.learners(), answers);
    }

    private void countAll(MadeUpAnswers made) {
        answers += made.count();
        note(NEW, counting.count(Topic.ANSWERS_GRADED, made.count(), made::graded));
        expect("counted for the first time", right + made.right());
        note(REPEATED, counting.count(Topic.ANSWERS_GRADED, made.count(), made::graded));
        expect("counted once more", right + made.right());
        Pause.of(COURTESY);
        note(REPLACED, counting.count(Topic.ANSWERS_REGRADED, made.count(), made::regraded));
        right += made.rightOnceCorrected();
        expect("graded by the corrected key", right);
    }

    private void expect(String when, long right) {
        bank.failure(when, answers, right).ifPresent(failures::add);
    }

    private void note(String label, Work work) {
        works.merge(label, work, Work::plus);
    }

    private Work work(String label) {
        Work work = works.get(label);
        if (work == null) {
            throw new IllegalStateException("not measured: " + label);
        }
        return work;
    }

    private double ofBareRows(String label) {
        return work(label).ratio(work(label.equals(REPLACED) ? BARE_SLOW : BARE_LIVE));
    }

    @Override
    public List<String> failures() {
        return failures;
    }

    @Override
    public List<Finding.Section> sections() {
        List<Row> speeds = new ArrayList<>();
        List<Row> cpu = new ArrayList<>();
        works.forEach((label, work) -> {
            Map<String, Figure> figures = work.figures("answers");
            if (List.of(NEW, REPEATED, REPLACED).contains(label)) {
                figures.put("of bare rows", new Figure(ofBareRows(label), ""));
            }
            speeds.add(new Row(label, figures));
            cpu.add(work.cpu(label));
        });
        return List.of(
                new Finding.Section("answers counted, and bare rows", speeds),
                new Finding.Section("processor time for each", cpu));
    }

    @Override
    public List<Bar> bars() {
        double ratio = ofBareRows(NEW);
        String text = "new answers: at least %.2f of the speed of bare rows (here: %.3f)";
        return List.of(
                new Bar(String.format(Locale.ROOT, text, BAR, ratio), ratio >= BAR),
                new Bar("goal: " + String.format(Locale.ROOT, text, GOAL, ratio), ratio >= GOAL));
    }

    @Override
    public List<String> remarks() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "Answers of %,d learners to a bank of %d questions, over 90 days, in one cohort each; each fifth is to a"
                                + " question that the learner answered before. They are on the log before the clock starts, and are"
                                + " counted by the shipped service in its own portions; %s taken together.",
                        count.learners(),
                        count.bankSize(),
                        plan.roundsInWords()),
                "Of a corrected key: in the slow lane; nine of ten answers are worth something else by it, so that their facts and"
                        + " all their sums are written anew.",
                "Bare rows: COPY of the same facts into a table of the same database, as many in a transaction as are counted in"
                        + " one, with the same columns and primary key, without the other indexes and the sums.",
                "attempt-service, which reads the same topics for its own views, is stopped; after each step the total of the bank"
                        + " is that of the answers that were sent.");
    }
}
