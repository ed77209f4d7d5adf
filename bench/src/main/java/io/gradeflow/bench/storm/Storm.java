package io.gradeflow.bench.storm;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Incumbent;
import io.gradeflow.bench.system.MeasuredSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An exam's first minute: many attempts are started at once, each by another learner. */
public final class Storm implements Benchmark {

    private static final int QUESTIONS = 65;
    private static final Duration BAR = Duration.ofSeconds(3);
    private static final Duration GOAL = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String measures() {
        return "attempts of " + QUESTIONS + " questions started within a second, each by another learner";
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        StormPlan storm = plan.quick() ? StormPlan.quick() : StormPlan.full();
        StartCalls starts = StartCalls.practice(system, storm.bankSize(), QUESTIONS);
        List<String> remarks = new ArrayList<>(remarks(storm, starts, plan.roundsInWords()));
        List<Finding.Section> sections = new ArrayList<>();
        Entrance door = new Entrance("through the web door", system, system.web(), starts, plan);
        door.measure(storm, true);
        sections.addAll(door.sections());
        List<String> failures = new ArrayList<>(door.failures());
        remarks.add(door.connections());
        system.attemptService().ifPresent(address -> {
            Entrance service = new Entrance("at attempt-service itself", system, address, starts, plan);
            service.measure(storm, false);
            sections.addAll(service.sections());
            failures.addAll(service.failures());
        });
        sections.add(Incumbent.section(Incumbent.STARTS.beside(smallest(door, storm))));
        return new Course.Measured(sections, bars(door, storm), failures, remarks);
    }

    private static List<Bar> bars(Entrance door, StormPlan storm) {
        List<Bar> bars = new ArrayList<>();
        for (String largest : List.of(Entrance.practice(storm.largest()), Entrance.exams(storm.largest()))) {
            Measured measured = door.measured(largest);
            String what = largest + " through the web door: ";
            bars.add(new Bar(what + "no errors", measured.errors() == 0));
            bars.add(new Bar(what + "p99 under 3 s", measured.p99().compareTo(BAR) < 0));
            bars.add(new Bar("goal: " + what + "p99 under 1 s", measured.p99().compareTo(GOAL) < 0));
        }
        bars.add(Incumbent.STARTS.bar(smallest(door, storm)));
        return bars;
    }

    /** In seconds, the p99 of the smallest wave. */
    private static double smallest(Entrance door, StormPlan storm) {
        return door.measured(Entrance.practice(storm.waves().getFirst())).p99().toNanos() / 1e9;
    }

    private static List<String> remarks(StormPlan storm, StartCalls starts, String rounds) {
        List<String> remarks = new ArrayList<>();
        remarks.add(
                "Latency counts from the moment that a start was due to the last byte of its answer, whatever became of"
                        + " those before it. Every answer was read afterwards: 201, an attempt of its own, all questions.");
        remarks.add(String.format(
                Locale.ROOT,
                "Answers of %,d bytes from a bank of %d questions; %s of each case, taken together.",
                starts.answerBytes(),
                storm.bankSize(),
                rounds));
        remarks.add(
                starts.hasBaseline()
                        ? "Empty endpoint: the same service checks the token, reads the same body and answers as many bytes."
                        : "The system has no empty endpoint (gradeflow.bench.baseline), so the baseline is missing.");
        return remarks;
    }
}
