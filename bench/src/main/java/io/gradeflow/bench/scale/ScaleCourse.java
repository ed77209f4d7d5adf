package io.gradeflow.bench.scale;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.facts.Graders;
import io.gradeflow.bench.facts.MadeUpAnswers;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Round after round: one grader, then one more and so on; more waits than they can take while they are measured. */
final class ScaleCourse implements Course {

    private static final Map<Integer, Double> BARS = Map.of(2, 1.8, 4, 3.4);
    /** Of all processors, for each grader: four and the broker leave half of the machine alone. */
    private static final double SHARE_OF_ALL = 0.075;

    /** So that what waits lasts longer than they are measured, however many processors there are. */
    private static final double LARGEST_SHARE = 0.2;

    /** While more is put before them. */
    private static final double CALM = 0.02;

    private final MeasuredSystem system;
    private final Graders graders;
    private final ControlGroups groups;
    private final ScalePlan scale;
    private final Plan plan;
    private final double share =
            Math.min(LARGEST_SHARE, SHARE_OF_ALL * Runtime.getRuntime().availableProcessors());
    private final SortedMap<Integer, Work> works = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    ScaleCourse(MeasuredSystem system, Graders graders, ControlGroups groups, ScalePlan scale, Plan plan) {
        this.system = system;
        this.graders = graders;
        this.groups = groups;
        this.scale = scale;
        this.plan = plan;
    }

    void run() {
        for (int round = 1; round <= plan.rounds(); round++) {
            for (int count : scale.graders()) {
                String label = count + (count == 1 ? " grader" : " graders") + ", round " + round;
                plan.progress().accept("starting and warming up " + label);
                warmUp(label, count);
                plan.progress().accept("measuring " + label);
                measure(label, count);
            }
            for (int number = 1; number <= scale.graders().getLast(); number++) {
                graders.stop(number);
            }
        }
    }

    private void warmUp(String label, int count) {
        for (int number = 1; number <= count; number++) {
            graders.start(number);
        }
        graders.broker().awaitMembers(Graders.GROUP, count);
        long begun = graders.done();
        MadeUpAnswers answers = graders.answers("warm-up of " + label, scale.learners(), count * scale.warmUp());
        graders.submit(answers);
        graders.awaitDone(begun + answers.count());
    }

    private void measure(String label, int count) {
        MadeUpAnswers answers = graders.answers(label, scale.learners(), count * scale.waiting());
        Graders.Before before = graders.before();
        long begun = graders.done();
        hold(count, CALM);
        graders.submit(answers);
        hold(count, share);
        Pause.of(scale.settle());
        graders.broker().awaitMembers(Graders.GROUP, count);
        Map<String, Set<TopicPartition>> parts = graders.broker().assignments(Graders.GROUP);
        long first = graders.done();
        CpuMeter meter = CpuMeter.start(system);
        Pause.of(scale.window());
        long last = graders.done();
        Work work = Work.since(meter, last - first);
        works.merge(count, work, Work::plus);
        if (!graders.broker().assignments(Graders.GROUP).equals(parts)) {
            failures.add(label + ": a grader lost its place or came back while it was measured");
        }
        ranDry(label);
        groups.release();
        graders.awaitDone(begun + answers.count());
        graders.failure(label, before, answers).ifPresent(failures::add);
    }

    private void hold(int count, double processors) {
        Map<String, ProcessHandle> processes = system.processes();
        for (int number = 1; number <= count; number++) {
            ProcessHandle process = processes.get(Graders.name(number));
            if (process == null) {
                throw new BenchException(Graders.name(number) + " ended by itself; see its log.");
            }
            groups.hold(process, processors);
        }
    }

    /** Where nothing waits any more, a grader is not measured but what it was given. */
    private void ranDry(String label) {
        Map<TopicPartition, Long> committed = graders.broker().committed(Graders.GROUP, Graders.WAITING);
        long dry = graders.broker().ends(Graders.WAITING).entrySet().stream()
                .filter(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue())
                .count();
        if (dry > 0 && !plan.quick()) {
            failures.add(label + ": nothing waited any more in " + dry + " partitions, so the figure is too low");
        }
    }

    private Work work(int count) {
        return Objects.requireNonNull(works.get(count));
    }

    private double ratio(int count) {
        return work(count).ratio(work(1));
    }

    @Override
    public List<String> failures() {
        return failures;
    }

    @Override
    public List<Finding.Section> sections() {
        List<Row> speeds = new ArrayList<>();
        List<Row> cpu = new ArrayList<>();
        works.forEach((count, work) -> {
            String label = count + (count == 1 ? " grader" : " graders");
            Map<String, Figure> figures = work.figures("answers");
            figures.put("of one grader", new Figure(ratio(count), ""));
            figures.put("processors used by each", new Figure(usedByEach(count, work), ""));
            speeds.add(new Row(label, figures));
            cpu.add(work.cpu(label));
        });
        return List.of(
                new Finding.Section(
                        String.format(
                                Locale.ROOT,
                                "answers graded, each grader held to %.2f of a processor by %s",
                                share,
                                groups.description()),
                        speeds),
                new Finding.Section("processor time for each", cpu));
    }

    private static double usedByEach(int count, Work work) {
        Duration used = Duration.ZERO;
        for (int number = 1; number <= count; number++) {
            used = used.plus(work.cpu().parts().getOrDefault(Graders.name(number), Duration.ZERO));
        }
        return (double) used.toNanos() / work.took().toNanos() / count;
    }

    @Override
    public List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (int count : scale.graders()) {
            Double bar = BARS.get(count);
            if (bar != null) {
                bars.add(bar("", count, bar));
                bars.add(bar("goal: ", count, count));
            }
        }
        return bars;
    }

    private Bar bar(String prefix, int count, double least) {
        return new Bar(
                String.format(
                        Locale.ROOT,
                        "%s%d graders: at least %.1f times the speed of one (here: %.2f)",
                        prefix,
                        count,
                        least,
                        ratio(count)),
                ratio(count) >= least);
    }

    @Override
    public List<String> remarks() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "Each grader gets warm without a limit on %,d answers, and then works at its share for %d s before it is"
                                + " measured for %d s; more waits in each partition than is taken. What was graded is how far the"
                                + " group's commits moved. %s taken together.",
                        scale.warmUp(),
                        scale.settle().toSeconds(),
                        scale.window().toSeconds(),
                        plan.roundsInWords()),
                "attempt-service and analytics-service are stopped, and nothing is sent meanwhile. Every grade was read afterwards:"
                        + " one for each answer, as many right as were made right, none rejected.");
    }
}
