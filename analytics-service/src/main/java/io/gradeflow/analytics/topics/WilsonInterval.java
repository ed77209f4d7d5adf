package io.gradeflow.analytics.topics;

/**
 * The score interval for a proportion: E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22 (1927), 209-212. Without continuity correction.
 *
 * @param low from 0 to {@code high}
 * @param high up to 1
 * @param level the confidence level
 */
public record WilsonInterval(double low, double high, double level) {

    /** The 0.975 quantile of the standard normal distribution. */
    private static final double Z_95 = 1.959963984540054;

    /**
     * @param successes from 0 to {@code trials}
     * @param trials at least 1
     */
    public static WilsonInterval of95Percent(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("not a proportion: " + successes + " of " + trials);
        }
        double proportion = (double) successes / trials;
        double zSquared = Z_95 * Z_95;
        double denominator = 1 + zSquared / trials;
        double centre = (proportion + zSquared / (2.0 * trials)) / denominator;
        double margin = Z_95
                * Math.sqrt(proportion * (1 - proportion) / trials + zSquared / (4.0 * trials * trials))
                / denominator;
        // At the ends the formula gives exactly 0 and 1; floating point may miss them by a hair.
        double low = successes == 0 ? 0 : Math.max(0, centre - margin);
        double high = successes == trials ? 1 : Math.min(1, centre + margin);
        return new WilsonInterval(low, high, 0.95);
    }
}
