package io.gradeflow.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the same works cost Moodle 4.3 at its best setting, measured on a virtual machine of two shared processors. */
public enum Incumbent {
    ACCEPTED("answers accepted", 146, "/s", true),
    WAL("log of changes for an answer", 3.8, "kB", false),
    WHOLE_FLOW("answers in the whole flow of an exam", 30, "/s", true),
    /** The published shape; its figures scale to 250 to 375 on two processors. */
    LEARNERS("learners in an exam at once", 375, "", true),
    STARTS("250 attempts started at once, p99", 5.0, "s", false),
    REGRADED("attempts regraded, of 427", 427 / 7.5, "/s", true),
    /** Its task makes them anew each hour. */
    FRESH("until an answer is in the figures", 3600, "s", false),
    FRESH_WHEN_FORCED("the same where somebody has them made anew", 1.4, "s", false),
    IMPORTED("questions imported", 290, "/s", true);

    private static final double ENOUGH = 10;

    private final String work;
    private final double figure;
    private final String unit;
    private final boolean isMoreBetter;

    Incumbent(String work, double figure, String unit, boolean isMoreBetter) {
        this.work = work;
        this.figure = figure;
        this.unit = unit;
        this.isMoreBetter = isMoreBetter;
    }

    /** How many times better our figure is, in its unit. */
    public double times(double ours) {
        return isMoreBetter ? ours / figure : figure / ours;
    }

    /** Both figures side by side. */
    public Row beside(double ours) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("here", new Figure(ours, unit));
        figures.put("Moodle 4.3", new Figure(figure, unit));
        figures.put("times better", new Figure(times(ours), ""));
        return new Row(work, figures);
    }

    /** Anything under ten times better needs an explanation. */
    public Bar bar(double ours) {
        return new Bar(
                String.format(
                        Locale.ROOT,
                        "ten times better than Moodle 4.3, %s: %s (here: %s, %.1f times)",
                        work,
                        new Figure(figure, unit),
                        new Figure(ours, unit),
                        times(ours)),
                times(ours) >= ENOUGH);
    }

    public static Finding.Section section(Row... rows) {
        return new Finding.Section(
                "beside Moodle 4.3 at its best setting, measured on a virtual machine of two shared processors",
                List.of(rows));
    }
}
