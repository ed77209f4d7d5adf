package io.gradeflow.analytics.items;

import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/**
 * A share with its 95 % score interval: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927), 209-212; without continuity correction.
 *
 * @param share {@code successes / trials}
 * @param low from 0 to {@code share}
 * @param high from {@code share} to 1
 */
public record Proportion(long successes, long trials, double share, double low, double high) {

    public static final double LEVEL = 0.95;

    /**
     * @param successes from 0 to {@code trials}
     * @param trials at least 1; beyond the largest int the interval is the wider one of so many
     * @throws IllegalArgumentException if it is no proportion
     */
    public static Proportion of(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("not a proportion: " + successes + " of " + trials);
        }
        double share = (double) successes / trials;
        ConfidenceInterval interval =
                BinomialProportion.getWilsonScoreInterval((int) Math.min(trials, Integer.MAX_VALUE), share, LEVEL);
        // At the ends the formula gives exactly 0 and 1; floating point may miss them by a hair.
        double low = successes == 0 ? 0 : Math.min(share, Math.max(0, interval.getLowerBound()));
        double high = successes == trials ? 1 : Math.max(share, Math.min(1, interval.getUpperBound()));
        return new Proportion(successes, trials, share, low, high);
    }
}
