package io.gradeflow.analytics.ability;

import java.util.Arrays;

/**
 * Equally spaced points of ability with the standard normal distribution on them: the sum over the points stands for the
 * integral. For a bell that is no narrower than the step it is exact to many digits.
 */
final class AbilityGrid {

    static final double REACH = 6;

    private final double step;
    private final double[] points;
    private final double[] logPrior;

    AbilityGrid(int count) {
        this(-REACH, REACH, count);
    }

    /** Of a part of the distribution. */
    AbilityGrid(double from, double to, int count) {
        step = (to - from) / (count - 1);
        points = new double[count];
        logPrior = new double[count];
        double sum = 0;
        for (int q = 0; q < count; q++) {
            points[q] = from + q * step;
            sum += Math.exp(-points[q] * points[q] / 2);
        }
        for (int q = 0; q < count; q++) {
            logPrior[q] = -points[q] * points[q] / 2 - Math.log(sum);
        }
    }

    int size() {
        return points.length;
    }

    double step() {
        return step;
    }

    double point(int q) {
        return points[q];
    }

    double logPrior(int q) {
        return logPrior[q];
    }

    /** Turns logarithms of weights into weights that sum to 1; gives the logarithm of what they summed to. */
    static double normalise(double[] weights) {
        double top = Arrays.stream(weights).max().orElseThrow();
        double sum = 0;
        for (int q = 0; q < weights.length; q++) {
            weights[q] = Math.exp(weights[q] - top);
            sum += weights[q];
        }
        for (int q = 0; q < weights.length; q++) {
            weights[q] /= sum;
        }
        return top + Math.log(sum);
    }

    /** The chance of a right answer where {@code logit} is the slope times ability less difficulty. */
    static double chance(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** {@code log(1 + exp(logit))}, also where that exponential is too large for a double. */
    static double logOnePlusExp(double logit) {
        return Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
    }
}
