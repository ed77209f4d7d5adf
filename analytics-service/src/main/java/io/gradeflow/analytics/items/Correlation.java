package io.gradeflow.analytics.items;

import org.jspecify.annotations.Nullable;

/**
 * Pearson's product-moment correlation with the 95 % interval of R. A. Fisher's z: "On the 'probable error' of a coefficient
 * of correlation deduced from a small sample", Metron 1 (1921), 3-32. Of a score that is only ever full or none, it is the
 * point-biserial correlation.
 *
 * @param value from -1 to 1
 * @param low from -1 to {@code value}
 * @param high from {@code value} to 1
 * @param n pairs, at least {@value #LEAST}
 */
public record Correlation(double value, double low, double high, long n) {

    /** Fewer pairs have no interval. */
    public static final int LEAST = 4;

    /** The 0.975 quantile of the standard normal distribution. */
    static final double Z_95 = 1.959963984540054;

    /** Sums of squares below this are floating point's, not the data's; all data here are shares from 0 to 1. */
    private static final double NOTHING = 1e-12;

    /**
     * @param products the sum of the products of both deviations from their means
     * @param squares the sum of one's squared deviations
     * @param otherSquares of the other's
     * @return null if there are too few pairs or one of both doesn't vary
     */
    public static @Nullable Correlation of(double products, double squares, double otherSquares, long n) {
        if (n < LEAST || squares < NOTHING || otherSquares < NOTHING) {
            return null;
        }
        double value = Math.clamp(products / Math.sqrt(squares * otherSquares), -1, 1);
        if (Math.abs(value) == 1) {
            return new Correlation(value, value, value, n);
        }
        double z = Math.log((1 + value) / (1 - value)) / 2;
        double margin = Z_95 / Math.sqrt(n - 3.0);
        return new Correlation(value, Math.tanh(z - margin), Math.tanh(z + margin), n);
    }

    /** Above 0 by more than chance explains. */
    boolean clearlyPositive() {
        return low > 0;
    }

    /** Below 0 by more than chance explains. */
    boolean clearlyNegative() {
        return high < 0;
    }
}
