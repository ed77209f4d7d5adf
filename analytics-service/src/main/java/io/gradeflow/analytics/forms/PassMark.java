package io.gradeflow.analytics.forms;

/**
 * A pass mark on a scale whose lower end is no credit and whose upper end full credit.
 *
 * @param mark from {@code min} to {@code max}
 */
public record PassMark(int mark, int min, int max) {

    /** @throws IllegalArgumentException if the mark is not on the scale, or the scale has no length */
    public PassMark {
        if (min >= max || mark < min || mark > max) {
            throw new IllegalArgumentException("no pass mark: " + mark + " on " + min + " to " + max);
        }
    }

    /** Exact; both in the same unit, {@code maximum} above 0. */
    public boolean passedBy(long score, long maximum) {
        return Math.multiplyExact(score, (long) max - min) >= Math.multiplyExact(maximum, (long) mark - min);
    }

    /** The fewest right answers that pass a form of so many questions of equal worth. */
    public int needed(int questions) {
        return Math.toIntExact(Math.ceilDiv(Math.multiplyExact((long) mark - min, questions), (long) max - min));
    }
}
