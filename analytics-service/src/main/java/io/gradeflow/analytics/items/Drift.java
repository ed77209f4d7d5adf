package io.gradeflow.analytics.items;

/**
 * How much a facility differs between two revisions of a question, with the 95 % hybrid score interval: R. G. Newcombe,
 * "Interval estimation for the difference between independent proportions: comparison of eleven methods", Statistics in
 * Medicine 17 (1998), 873-890, method 10.
 *
 * @param difference later less earlier, from -1 to 1
 * @param low not above {@code difference}
 * @param high not below {@code difference}
 * @param changed whether the interval leaves 0 out
 */
public record Drift(double difference, double low, double high, boolean changed) {

    /** The learners of both must be different ones, or nearly all. */
    public static Drift between(Proportion earlier, Proportion later) {
        double difference = later.share() - earlier.share();
        double low = difference - Math.hypot(later.share() - later.low(), earlier.high() - earlier.share());
        double high = difference + Math.hypot(later.high() - later.share(), earlier.share() - earlier.low());
        return new Drift(difference, low, high, low > 0 || high < 0);
    }
}
