package io.gradeflow.analytics.items;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts in a matrix say about one item. The criterion is the rest score: what an attempt earned on the other items
 * of its form that count, as a share of their maximum, so that forms of different items compare. An attempt whose form has no
 * other item is part of the counts and shares, but of nothing that needs the criterion. Every variance has n - 1 below the line.
 *
 * @param counts false where it was only tried out, if in but one attempt
 * @param n attempts with the item on their form, blanks included, unless it was withdrawn for them
 * @param exposure n as a share of all attempts in the matrix, from 0 to 1
 * @param facility the share of full credit; null where n is 0
 * @param meanScore the mean share of the maximum, from 0 to 1; null where n is 0
 * @param standardDeviation of the share of the maximum; null where n is below 2
 * @param withRest how many of the n have another item on their form that counts: those of all that needs the criterion
 * @param itemRest correlation of score and rest score (corrected item-total correlation; point-biserial where there is no
 *     partial credit); null where one of both doesn't vary, or n is below 4
 * @param itemTotal the same with the whole score of the form, the item's own included, which flatters it
 * @param discrimination from -1 to 1; see {@link ExtremeGroups}; null where n is below {@value ExtremeGroups#LEAST}
 * @param points null where the item or the rest of the form has not the same maximum in every attempt, or n is below 2
 * @param medianMillis of the times to answer, within the resolution of {@link io.gradeflow.analytics.facts.TimeBuckets}; null
 *     where none is known
 * @param timed answers whose time is known
 * @param options in the item's order
 * @param patterns what was chosen together, most frequent first; a single option or none is a pattern too
 */
public record ItemAnalysis(
        Item item,
        boolean counts,
        long n,
        double exposure,
        @Nullable Proportion facility,
        @Nullable Double meanScore,
        @Nullable Double standardDeviation,
        long withRest,
        @Nullable Correlation itemRest,
        @Nullable Correlation itemTotal,
        @Nullable Double discrimination,
        @Nullable Points points,
        @Nullable Long medianMillis,
        long timed,
        List<OptionFigure> options,
        List<PatternFigure> patterns,
        List<Flag> flags) {

    /**
     * The figures that are told in points. The definitions are those of "Quiz statistics calculations" in Moodle's developer
     * documentation.
     *
     * @param maximum in points
     * @param variance of the item's score
     * @param restVariance of the rest score
     * @param covariance of both
     * @param largestCovariance what it would be if the same scores were in the same order as the same rest scores
     * @param efficiency discriminative efficiency: {@code covariance / largestCovariance}, at most 1; null where that is 0
     * @param effectiveWeight the square root of the covariance with the form's score, as a share of the sum of these roots over
     *     all items of the form; null where forms differ, the item doesn't count, or that covariance is negative
     */
    public record Points(
            double maximum,
            double variance,
            double restVariance,
            double covariance,
            double largestCovariance,
            @Nullable Double efficiency,
            @Nullable Double effectiveWeight) {

        /** Of the item's score and that of the form. */
        double covarianceWithForm() {
            return variance + covariance;
        }

        Points weighing(@Nullable Double weight) {
            return new Points(maximum, variance, restVariance, covariance, largestCovariance, efficiency, weight);
        }
    }

    /**
     * @param correlation of having chosen the option with the rest score; null where nobody did, or all
     */
    public record OptionFigure(
            String option,
            boolean key,
            Proportion chosen,
            @Nullable Correlation correlation) {}

    /** @param chosen the options; empty for a blank */
    public record PatternFigure(
            Set<String> chosen,
            boolean key,
            Proportion share,
            @Nullable Correlation correlation) {}

    ItemAnalysis weighing(@Nullable Double weight) {
        return points == null
                ? this
                : new ItemAnalysis(
                        item,
                        counts,
                        n,
                        exposure,
                        facility,
                        meanScore,
                        standardDeviation,
                        withRest,
                        itemRest,
                        itemTotal,
                        discrimination,
                        points.weighing(weight),
                        medianMillis,
                        timed,
                        options,
                        patterns,
                        flags);
    }
}
