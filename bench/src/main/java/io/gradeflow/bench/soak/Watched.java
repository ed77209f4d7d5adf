package io.gradeflow.bench.soak;

import io.gradeflow.bench.report.Figure;
import java.util.Locale;

/** What is watched, and what it may be in the last third of the time, by what it was in the first. */
enum Watched {
    /** What a process has for itself, with its share of what it has together with others. */
    MEMORY("memory", "MB", Third.MIDDLE, 1.1, 32),
    /** Whatever is done just after a collection leaves some garbage, so its lowest says what is kept. */
    HEAP("heap in use, its garbage collected, at its lowest", "MB", Third.LOWEST, 1.2, 24),
    /** Files, and connections with whomever. */
    DESCRIPTORS("open files and connections", "", Third.MIDDLE, 1.1, 20),
    SESSIONS("sessions of the database", "", Third.MIDDLE, 1.0, 5),
    UNDER_WAY("answers on their way to the figures", "", Third.MIDDLE, 1.5, 1_000),
    LAG("lag of the figures", "ms", Third.MIDDLE, 1.5, 250),
    TABLES("room in tables and indexes for each stored answer", "bytes", Third.MIDDLE, 1.1, 0),
    DEAD_ROWS("dead rows for each that lives", "", Third.MIDDLE, 1.0, 0.2);

    /** What stands for a third of the time. */
    enum Third {
        MIDDLE,
        LOWEST
    }

    private final String what;
    private final String unit;
    private final Third third;
    private final double factor;
    private final double more;

    Watched(String what, String unit, Third third, double factor, double more) {
        this.what = what;
        this.unit = unit;
        this.third = third;
        this.factor = factor;
        this.more = more;
    }

    String what() {
        return what;
    }

    Third third() {
        return third;
    }

    Figure figure(double value) {
        return new Figure(value, unit);
    }

    /** How much it may be at most. */
    double bound(double first) {
        return first * factor + more;
    }

    String boundInWords() {
        return String.format(Locale.ROOT, "%.1f times of that in the first third", factor)
                + (more == 0 ? "" : " and " + new Figure(more, unit));
    }
}
