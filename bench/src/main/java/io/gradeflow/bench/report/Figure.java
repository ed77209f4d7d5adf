package io.gradeflow.bench.report;

import java.time.Duration;
import java.util.Locale;

/** A number with its unit, which is empty for a count. */
public record Figure(double value, String unit) {

    public static Figure count(long count) {
        return new Figure(count, "");
    }

    /** Of a duration in microseconds. */
    public static Figure micros(long micros) {
        return new Figure(micros / 1000.0, "ms");
    }

    public static Figure millis(Duration duration) {
        return new Figure(duration.toNanos() / 1e6, "ms");
    }

    public static Figure seconds(Duration duration) {
        return new Figure(duration.toNanos() / 1e9, "s");
    }

    /** With three digits or so, and all of a whole number's. */
    @Override
    public String toString() {
        String number = value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
