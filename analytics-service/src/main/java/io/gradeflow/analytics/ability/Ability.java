package io.gradeflow.analytics.ability;

import java.util.function.DoubleUnaryOperator;

/**
 * What answers tell about a learner's ability: the distribution that the standard normal one becomes by them. R. D. Bock, R. J.
 * Mislevy, "Adaptive EAP estimation of ability in a microcomputer environment", Applied Psychological Measurement 6 (1982), 431-444.
 *
 * <p>The unit is the standard deviation of ability among those the items were calibrated on, and 0 their mean. With no answers
 * at all it is 0 with a standard error of 1.
 */
public final class Ability {

    private final AbilityGrid grid;
    private final double[] weights;
    private final int n;

    Ability(AbilityGrid grid, double[] weights, int n) {
        this.grid = grid;
        this.weights = weights;
        this.n = n;
    }

    /** Answers that it rests on: those to items with a difficulty. */
    public int n() {
        return n;
    }

    /** Expected a posteriori. */
    public double estimate() {
        return mean(ability -> ability);
    }

    /** The standard deviation of the distribution. */
    public double standardError() {
        double mean = estimate();
        return Math.sqrt(mean(ability -> (ability - mean) * (ability - mean)));
    }

    /** @param share from 0 to 1, of the distribution that lies below */
    public double quantile(double share) {
        double below = 0;
        int last = weights.length - 1;
        for (int q = 0; q < last; q++) {
            if (below + weights[q] >= share) {
                // The weight of a point is spread evenly over its step.
                return grid.point(q) + grid.step() * ((share - below) / weights[q] - 0.5);
            }
            below += weights[q];
        }
        return grid.point(last);
    }

    /** The mean of what depends on ability, over its distribution. */
    double mean(DoubleUnaryOperator of) {
        double sum = 0;
        for (int q = 0; q < weights.length; q++) {
            sum += weights[q] * of.applyAsDouble(grid.point(q));
        }
        return sum;
    }
}
