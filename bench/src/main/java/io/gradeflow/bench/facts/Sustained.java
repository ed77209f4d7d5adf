package io.gradeflow.bench.facts;

import io.gradeflow.bench.Plan;
import io.gradeflow.bench.load.Arrivals;
import io.gradeflow.bench.report.Figure;
import io.gradeflow.bench.report.Finding;
import io.gradeflow.bench.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The highest rate of answers at random moments at which nothing is left behind. Learners who each wait until they are heard give more: they
 * come together by themselves.
 *
 * @param perSecond that rate
 * @param tried how it was found
 */
public record Sustained(double perSecond, Finding.Section tried) {

    /** What the flood is called. */
    public static final String FLOOD = "as quickly as they are heard";

    /** So much may be left to do when the last answer of a trial has come. */
    private static final Duration BEHIND = Duration.ofSeconds(2);

    private static final double NEXT = 0.85;

    /**
     * Begins with the speed of the flood, and tries less and less.
     *
     * @param practice whose learners answer
     * @param flood of learners who each waited until they were heard
     * @param trial for how long a rate is tried
     */
    public static Sustained find(Practice practice, Work flood, Duration trial, Plan plan) {
        List<Row> tried = new ArrayList<>();
        tried.add(new Row(FLOOD, flood.figures("answers")));
        double rate = flood.perSecond();
        while (rate > 1 && !isSustained(practice, rate, trial, plan, tried)) {
            rate *= NEXT;
        }
        return new Sustained(
                rate, new Finding.Section("answers until the figures tell of all, to find what is sustained", tried));
    }

    private static boolean isSustained(Practice practice, double rate, Duration trial, Plan plan, List<Row> tried) {
        String label = String.format(Locale.ROOT, "%,.0f a second at random moments", rate);
        plan.progress().accept("answering " + label);
        int count = (int) Math.max(1, Math.round(rate * trial.toMillis() / 1_000));
        Work work = practice.send(practice.calls(count), Arrivals.within(trial, count, tried.size()), label);
        Duration behind = work.took().minus(trial);
        Map<String, Figure> figures = work.figures("answers");
        figures.put("after the last", Figure.seconds(behind));
        tried.add(new Row(label, figures));
        return behind.compareTo(BEHIND) <= 0;
    }

    /** A remark on a run. */
    public static String inWords(int learners, int questions, Duration trial) {
        return String.format(
                Locale.ROOT,
                "What is sustained: found once, whatever the rounds. %d learners answer %d questions each through the web door, the next as soon as one"
                        + " is acknowledged. From their speed on, lower and lower rates are sent for %d s at random moments, until the figures"
                        + " tell of all within %d s after the last: that rate is sustained.",
                learners,
                questions,
                trial.toSeconds(),
                BEHIND.toSeconds());
    }
}
