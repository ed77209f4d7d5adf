package io.gradeflow.analytics.forms;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far the score of a form repeats itself, or why that is not said: internal consistency belongs to one fixed form, and of
 * few attempts it is mostly chance.
 */
@Schema(oneOf = {Reliability.Known.class, Reliability.Withheld.class})
public sealed interface Reliability {

    /** Below, the 95 % interval of a typical form (20 items, alpha 0.7) is wider than 0.4. */
    int LEAST_ATTEMPTS = 20;

    int LEAST_ITEMS = 2;

    /**
     * @param alpha L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951), 297-334: {@code
     *     k / (k - 1) * (1 - sum of the items' variances / variance of the score)}, k items, every variance with n - 1 below the
     *     line; up to 1, and negative where items go against each other
     * @param low of the 95 % interval: L. S. Feldt, "The approximate sampling distribution of Kuder-Richardson reliability
     *     coefficient twenty", Psychometrika 30 (1965), 357-370
     * @param kr20 whether no item gave partial credit; then alpha is formula 20 of G. F. Kuder, M. W. Richardson, "The theory of
     *     the estimation of test reliability", Psychometrika 2 (1937), 151-160
     * @param standardError of measurement, in the unit of the score: {@code standard deviation * sqrt(1 - alpha)}
     * @param errorRatio {@code sqrt(1 - alpha)}, the standard error as a share of the standard deviation
     * @param interItemMean mean of the correlations of all pairs of items that both vary; null where there is no such pair
     * @param interItemDeviation their standard deviation; null where there are fewer than two such pairs
     * @param without in the order of the form
     */
    record Known(
            double alpha,
            double low,
            double high,
            boolean kr20,
            double standardError,
            double errorRatio,
            @Nullable Double interItemMean,
            @Nullable Double interItemDeviation,
            List<Without> without)
            implements Reliability {}

    /** @param alpha of the form without the item; null where fewer than two items are left or their score doesn't vary */
    record Without(String item, @Nullable Double alpha) {}

    record Withheld(Reason reason, String text) implements Reliability {}

    enum Reason {
        FORMS_DIFFER,
        TOO_FEW_ITEMS,
        TOO_FEW_ATTEMPTS,
        NO_VARIANCE
    }
}
