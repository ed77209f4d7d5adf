package io.gradeflow.analytics.forms;

import io.gradeflow.analytics.forms.Reliability.Known;
import io.gradeflow.analytics.forms.Reliability.Reason;
import io.gradeflow.analytics.forms.Reliability.Withheld;
import io.gradeflow.analytics.forms.Reliability.Without;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.Variance;
import org.jspecify.annotations.Nullable;

/** Internal consistency of a fixed form. */
final class Consistency {

    /** Sums of squares below this are floating point's, not the data's. */
    private static final double NOTHING = 1e-12;

    private final FixedForm form;
    private final int items;
    private final int n;

    /** Deviations from each item's mean. */
    private final double[][] deviations;

    private final double[] variances;
    private final double[] total;

    private Consistency(FixedForm form) {
        this.form = form;
        items = form.items();
        n = form.points[0].length;
        deviations = new double[items][n];
        variances = new double[items];
        total = new double[n];
        for (int item = 0; item < items; item++) {
            double[] points = form.points[item];
            double mean = new Mean().evaluate(points);
            for (int i = 0; i < n; i++) {
                deviations[item][i] = points[i] - mean;
                total[i] += deviations[item][i];
            }
            variances[item] = covariance(deviations[item], deviations[item]);
        }
    }

    static Reliability of(FixedForm form) {
        if (form.items() < Reliability.LEAST_ITEMS) {
            return new Withheld(Reason.TOO_FEW_ITEMS, "The form has fewer than two items that count.");
        }
        int n = form.points[0].length;
        if (n < Reliability.LEAST_ATTEMPTS) {
            return new Withheld(
                    Reason.TOO_FEW_ATTEMPTS,
                    n + " attempts; alpha is shown from " + Reliability.LEAST_ATTEMPTS + " on.");
        }
        return new Consistency(form).reliability();
    }

    private Reliability reliability() {
        double variance = covariance(total, total);
        double sum = Arrays.stream(variances).sum();
        if (variance < NOTHING) {
            return new Withheld(Reason.NO_VARIANCE, "All attempts have the same score.");
        }
        double alpha = Math.min(1, alpha(items, sum, variance));
        double errorRatio = Math.sqrt(1 - alpha);
        FDistribution f = new FDistribution(n - 1.0, (n - 1.0) * (items - 1));
        double[] correlations = correlations();
        return new Known(
                alpha,
                1 - (1 - alpha) * f.inverseCumulativeProbability(0.975),
                1 - (1 - alpha) * f.inverseCumulativeProbability(0.025),
                !form.partial,
                Math.sqrt(variance) * errorRatio,
                errorRatio,
                correlations.length < 1 ? null : new Mean().evaluate(correlations),
                correlations.length < 2 ? null : Math.sqrt(new Variance().evaluate(correlations)),
                without(variance, sum));
    }

    private List<Without> without(double variance, double sum) {
        List<Without> without = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            double left = variance - 2 * covariance(deviations[item], total) + variances[item];
            without.add(new Without(
                    form.ids.get(item), alphaOf(items - 1, sum - variances[item], left, variance * NOTHING)));
        }
        return without;
    }

    /** @param nothing what is below is left over by floating point */
    private static @Nullable Double alphaOf(int items, double sum, double variance, double nothing) {
        return items < Reliability.LEAST_ITEMS || variance < Math.max(nothing, NOTHING)
                ? null
                : Math.min(1, alpha(items, sum, variance));
    }

    private static double alpha(int items, double sum, double variance) {
        return (double) items / (items - 1) * (1 - sum / variance);
    }

    private double[] correlations() {
        double[] correlations = new double[items * (items - 1) / 2];
        int pairs = 0;
        for (int item = 0; item < items; item++) {
            for (int other = item + 1; other < items; other++) {
                if (variances[item] > NOTHING && variances[other] > NOTHING) {
                    correlations[pairs++] = covariance(deviations[item], deviations[other])
                            / Math.sqrt(variances[item] * variances[other]);
                }
            }
        }
        return Arrays.copyOf(correlations, pairs);
    }

    private double covariance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += one[i] * other[i];
        }
        return sum / (n - 1);
    }
}
