package io.gradeflow.bench.grade;

import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.Graders;
import io.gradeflow.bench.facts.MadeUpAnswers;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.log.BareLoop;
import io.gradeflow.bench.log.Broker;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.events.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/** Round after round: the grader takes what waits, then the bare loop takes the same. */
final class GradeCourse implements Course {

    private static final double BAR = 0.5;
    private static final double GOAL = 0.9;

    /** What a poll gives a service at most. */
    private static final int POLL = 2_000;

    private static final int WIDE_POLL = 10_000;

    private static final String GRADER = "one grader";
    private static final String BARE = "bare loop, polls like the grader's";
    private static final String BARE_WIDE = String.format(Locale.ROOT, "bare loop, polls of up to %,d", WIDE_POLL);
    private static final String BARE_TOPIC = "bench-bare";

    private final MeasuredSystem system;
    private final Graders graders;
    private final GradePlan grade;
    private final Plan plan;
    private final Map<String, Work> works = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    GradeCourse(MeasuredSystem system, Graders graders, GradePlan grade, Plan plan) {
        this.system = system;
        this.graders = graders;
        this.grade = grade;
        this.plan = plan;
    }

    void run() {
        graders.broker().createLike(BARE_TOPIC, Topic.ANSWERS_GRADED.topicName());
        for (int round = 1; round <= plan.rounds(); round++) {
            MadeUpAnswers answers = graders.answers("grade, round " + round, grade.learners(), grade.waiting());
            plan.progress().accept("putting answers where they wait, round " + round);
            Map<TopicPartition, Long> from = graders.broker().ends(Graders.WAITING);
            Graders.Before before = graders.before();
            graders.submit(answers);
            plan.progress().accept("grading, round " + round);
            note(GRADER, graded());
            graders.failure("in round " + round, before, answers).ifPresent(failures::add);
            plan.progress().accept("copying bare, round " + round);
            int longer = Graders.longer(answers);
            note(BARE, copied(from, POLL, longer));
            note(BARE_WIDE, copied(from, WIDE_POLL, longer));
        }
    }

    private Work graded() {
        long begun = graders.done();
        graders.start(1);
        long warm = graders.awaitDone(begun + grade.warmUp());
        CpuMeter meter = CpuMeter.start(system);
        long done = graders.awaitDone(begun + grade.waiting());
        Work work = Work.since(meter, done - warm);
        graders.stop(1);
        return work;
    }

    private Work copied(Map<TopicPartition, Long> from, int poll, int longer) {
        Broker broker = graders.broker();
        try (BareLoop loop = new BareLoop(broker.bootstrapServers(), BARE_TOPIC, from, BARE_TOPIC, poll, longer)) {
            while (loop.handled() < grade.warmUp()) {
                loop.turn();
            }
            long warm = loop.handled();
            CpuMeter meter = CpuMeter.start(system);
            while (loop.handled() < grade.waiting()) {
                loop.turn();
            }
            return Work.since(meter, loop.handled() - warm);
        }
    }

    private void note(String label, Work work) {
        works.merge(label, work, Work::plus);
    }

    private Work work(String label) {
        return Objects.requireNonNull(works.get(label), label);
    }

    private double ratio() {
        return work(GRADER).ratio(work(BARE));
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
            if (label.equals(GRADER)) {
                figures.put("of the bare loop", new Figure(ratio(), ""));
            }
            speeds.add(new Row(label, figures));
            cpu.add(work.cpu(label));
        });
        return List.of(
                new Finding.Section("answers graded, and the same copied bare", speeds),
                new Finding.Section("processor time for each", cpu));
    }

    @Override
    public List<Bar> bars() {
        String text = "at least %.1f of the speed of the bare loop (here: %.2f)";
        return List.of(
                new Bar(String.format(Locale.ROOT, text, BAR, ratio()), ratio() >= BAR),
                new Bar("goal: " + String.format(Locale.ROOT, text, GOAL, ratio()), ratio() >= GOAL));
    }

    @Override
    public List<String> remarks() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d answers of %,d learners stand in their topic before the grader starts. The first %,d are not measured,"
                                + " while it gets warm; its speed is that at which the group's commits move on, looked at every 50 ms."
                                + " %s taken together.",
                        grade.waiting(),
                        grade.learners(),
                        grade.warmUp(),
                        plan.roundsInWords()),
                "Bare loop: the same records in the same order, in the JVM of the benchmark: polled, each value copied to the length"
                        + " of its grade, sent with key and headers, acknowledged by all replicas, committed, then the next poll;"
                        + " idempotent, lz4, no transactions, as the grader. It is not measured either while it gets warm; its JVM has run"
                        + " for longer and has more memory than the grader's.",
                "attempt-service and analytics-service, which read what graders write, are stopped. Every grade was read afterwards:"
                        + " one for each answer, as many right as were made right, none rejected.");
    }
}
