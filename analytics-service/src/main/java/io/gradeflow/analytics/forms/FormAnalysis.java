package io.gradeflow.analytics.forms;

import io.gradeflow.analytics.items.Proportion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What attempts on one form or blueprint tell about the test. Only what counts for the score is regarded; attempts for which
 * everything was withdrawn are left out.
 *
 * @param n attempts
 * @param items of the form; null where forms differ
 * @param unit of all scores below
 * @param maximum in points; null where it differs between attempts
 * @param scores null where n is 0
 * @param distribution {@value #BANDS} bands of equal width, from no credit to full credit
 * @param passRate null where there is no pass mark, or n is 0
 */
public record FormAnalysis(
        long n,
        @Nullable Integer items,
        Unit unit,
        @Nullable Double maximum,
        @Nullable Scores scores,
        List<Band> distribution,
        Reliability reliability,
        @Nullable Proportion passRate) {

    public static final int BANDS = 20;

    public enum Unit {
        POINTS,
        /** Of the attempt's maximum, from 0 to 1; where maxima differ. */
        SHARE
    }

    /**
     * Skewness and kurtosis are those of Fisher's k-statistics, {@code k3 / k2^(3/2)} and {@code k4 / k2^2}, both 0 for a normal
     * distribution: D. N. Joanes, C. A. Gill, "Comparing measures of sample skewness and kurtosis", The Statistician 47 (1998),
     * 183-189, G1 and G2.
     *
     * @param standardDeviation with n - 1 below the line; null where n is below 2
     * @param skewness null where n is below 3, or scores don't vary
     * @param kurtosis null where n is below 4, or scores don't vary
     */
    public record Scores(
            double mean,
            double median,
            @Nullable Double standardDeviation,
            @Nullable Double skewness,
            @Nullable Double kurtosis) {}

    /**
     * @param from a share of the maximum, included
     * @param to not included, unless it is 1
     */
    public record Band(double from, double to, long attempts) {}
}
