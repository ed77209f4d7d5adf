package io.gradeflow.bench.start;

import io.gradeflow.bench.Benchmark;
import io.gradeflow.bench.Course;
import io.gradeflow.bench.Plan;
import io.gradeflow.bench.report.Bar;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import io.gradeflow.bench.system.MeasuredSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the start of a service's process until it takes requests, one at a time, and the memory it holds at rest. */
public final class Start implements Benchmark {

    private static final int QUESTIONS = 200;
    private static final String GRADER = "grader-service";
    private static final List<String> SERVICES =
            List.of("question-service", "attempt-service", GRADER, "analytics-service", "web");

    private static final Duration GRADER_BAR = Duration.ofMillis(2500);
    private static final Duration BAR = Duration.ofSeconds(4);
    private static final Duration GRADER_GOAL = Duration.ofMillis(1500);
    private static final Duration GOAL = Duration.ofSeconds(3);
    private static final long MOST_MEGABYTES = 300;
    private static final long GOAL_MEGABYTES = 200;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String measures() {
        return "from the start of a service's process until it takes requests, with a bank of " + QUESTIONS
                + " questions, and the memory it holds at rest";
    }

    @Override
    public Course run(MeasuredSystem system, Plan plan) {
        if (system.processes().isEmpty()) {
            return Course.none("Services of a deployed system can't be started anew from here.");
        }
        List<Row> rows = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        try (RestartedSystem restarted = RestartedSystem.start(!plan.quick(), QUESTIONS, plan.progress())) {
            for (String service : plan.quick() ? List.of(GRADER) : SERVICES) {
                plan.progress().accept("starting " + service);
                Started without = restarted.withoutArchive(service, plan.rounds());
                Map<String, Figure> figures = new LinkedHashMap<>();
                if (!plan.quick()) {
                    Started with = restarted.withArchive(service, plan.rounds());
                    figures.put("ready after, median", Figure.seconds(with.median()));
                    figures.put("at most", Figure.seconds(with.longest()));
                    with.megabytes().ifPresent(held -> figures.put("memory at rest", new Figure(held, "MB")));
                    addBars(bars, service, with);
                }
                figures.put("without archive, median", Figure.seconds(without.median()));
                without.megabytes().ifPresent(held -> figures.put("memory without", new Figure(held, "MB")));
                rows.add(new Row(service, figures));
            }
        }
        return new Course.Measured(
                List.of(new Finding.Section("each service by itself, while all others run", rows)),
                bars,
                List.of(),
                List.of(
                        "Readiness is looked at every 100 ms, so a time is up to that much too long.",
                        "The archive holds classes as they were loaded and linked; images and `./gradeflow up` make one."
                                + " Memory is the resident set of the process, some seconds after it was ready."));
    }

    private static void addBars(List<Bar> bars, String service, Started started) {
        boolean grader = service.equals(GRADER);
        bars.add(readyWithin(service, started, grader ? GRADER_BAR : BAR, ""));
        bars.add(readyWithin(service, started, grader ? GRADER_GOAL : GOAL, "goal: "));
        started.megabytes().ifPresent(held -> {
            bars.add(new Bar(service + " under " + MOST_MEGABYTES + " MB at rest", held < MOST_MEGABYTES));
            bars.add(new Bar("goal: " + service + " under " + GOAL_MEGABYTES + " MB at rest", held < GOAL_MEGABYTES));
        });
    }

    private static Bar readyWithin(String service, Started started, Duration limit, String prefix) {
        return new Bar(
                "%s%s ready within %.1f s".formatted(prefix, service, limit.toMillis() / 1000.0),
                started.median().compareTo(limit) <= 0);
    }
}
