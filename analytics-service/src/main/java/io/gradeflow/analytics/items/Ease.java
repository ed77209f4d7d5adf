package io.gradeflow.analytics.items;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How easy an item is: the mean share of its maximum with the 95 % interval. Where there is no partial credit that is the share of
 * full credit with its score interval, else mean and standard error.
 *
 * @param mean from 0 to 1
 * @param low may lie below 0
 * @param high may lie above 1
 * @param full those with full credit, where nobody got a part; else null
 */
record Ease(
        double mean,
        double low,
        double high,
        long n,
        @Nullable Proportion full) {

    static Ease of(Proportion full) {
        return new Ease(full.share(), full.low(), full.high(), full.trials(), full);
    }

    /** Where somebody got partial credit, so that n is 2 at least. */
    static Ease of(double mean, double standardDeviation, long n) {
        double margin = Correlation.Z_95 * standardDeviation / Math.sqrt(n);
        return new Ease(mean, mean - margin, mean + margin, n, null);
    }

    /** The beginning of a sentence. */
    String told() {
        return full == null
                ? String.format(Locale.ROOT, "The mean score of %d attempts is %.1f %% of the maximum", n, 100 * mean)
                : full.successes() + " of " + n + " got full credit";
    }
}
