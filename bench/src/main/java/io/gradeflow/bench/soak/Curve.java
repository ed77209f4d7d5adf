package io.gradeflow.bench.soak;

import java.util.Collections;
import java.util.List;

/**
 * One thing that was looked at again and again.
 *
 * @param of which part, database or table
 * @param values in the order of time, at equal distances
 */
record Curve(Watched watched, String of, List<Double> values) {

    double first() {
        return third(values.subList(0, length()));
    }

    double last() {
        return third(values.subList(values.size() - length(), values.size()));
    }

    /** Nothing can be said of how few looks there were, but for one. */
    private int length() {
        return Math.max(1, values.size() / 3);
    }

    private double third(List<Double> part) {
        List<Double> sorted = part.stream().sorted().toList();
        return switch (watched.third()) {
            case LOWEST -> Collections.min(sorted);
            case MIDDLE -> (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
        };
    }

    double bound() {
        return watched.bound(first());
    }

    boolean isHeld() {
        return last() <= bound();
    }
}
