package io.gradeflow.analytics.ability;

import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Difficulty;
import io.gradeflow.analytics.ability.Calibration.Reason;
import io.gradeflow.analytics.ability.Calibration.Refused;
import io.gradeflow.analytics.items.ResponseMatrix;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * The Rasch model with one slope for all items and abilities from the standard normal distribution: the chance of a right
 * answer is the logistic function of {@code slope * (ability - difficulty)}. G. Rasch, "Probabilistic models for some
 * intelligence and attainment tests" (1960); estimated by marginal maximum likelihood as in D. Thissen, "Marginal maximum
 * likelihood estimation for the one-parameter logistic model", Psychometrika 47 (1982), 175-186.
 *
 * <p>An item that is not on a form is missing, not wrong. What is on whose form must not depend on ability.
 */
public final class Rasch {

    /** J. M. Linacre, "Sample size and item calibration stability", Rasch Measurement Transactions 7:4 (1994), 328. */
    public static final int LEAST_ATTEMPTS = 30;

    /** Memory grows with the square of the number of items: some 150 MB for so many. */
    public static final int MOST_ITEMS = 1_500;

    private static final int POINTS = 61;
    private static final int MOST_STEPS = 200;
    private static final double LONGEST_STEP = 2;
    private static final double CLOSE = 1e-7;

    /** What a sum over all attempts may lose to floating point. */
    private static final double ROUNDING = 1e-13;

    /** A smaller slope tells abilities apart no better than chance does. */
    private static final double LEAST_SLOPE = 0.05;

    /** Beyond it, the chance of a right answer rises from none to full between two neighbouring points of the grid. */
    private static final double MOST_SLOPE = 15;

    /** Of the logistic distribution with the variance of the model's answers: the slope 1 spreads logits by this much. */
    private static final double SPREAD = 1.16;

    private final AnswerCounts counts;
    private final AbilityGrid grid = new AbilityGrid(POINTS);

    private Rasch(AnswerCounts counts) {
        this.counts = counts;
    }

    /**
     * Takes a second where 100,000 attempts had the same form, and some twenty on one core where each had another. Not for a
     * request to wait for.
     */
    public static Calibration calibrate(ResponseMatrix matrix) {
        return calibrate(new AnswerCounts(matrix));
    }

    /** The same of what was counted before. */
    public static Calibration calibrate(AnswerCounts counts) {
        if (counts.ids.size() < 2) {
            return new Refused(
                    Reason.TOO_FEW_ITEMS,
                    "Fewer than two items have " + LEAST_ATTEMPTS + " attempts with right and wrong answers.",
                    counts.leftOut);
        }
        try {
            return new Rasch(counts).climb();
        } catch (MathRuntimeException flat) {
            return new Refused(Reason.NOT_CONVERGED, "The likelihood has no single maximum.", counts.leftOut);
        }
    }

    /**
     * Newton's method; where the likelihood is not concave, by the curvature that it would have with known abilities.
     *
     * @throws MathRuntimeException if that is flat too
     */
    private Calibration climb() {
        double[] parameters = start();
        int slope = parameters.length - 1;
        MarginalLikelihood here = new MarginalLikelihood(counts, grid, parameters);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] direction = direction(here);
            double distance = new ArrayRealVector(direction, false).getLInfNorm();
            if (distance < CLOSE) {
                return calibrated(parameters, here);
            }
            double length = Math.min(1, LONGEST_STEP / distance);
            double[] there = moved(parameters, direction, length);
            MarginalLikelihood next = new MarginalLikelihood(counts, grid, there);
            while (next.value < here.value - Math.abs(here.value) * ROUNDING && length * distance > CLOSE) {
                length /= 2;
                there = moved(parameters, direction, length);
                next = new MarginalLikelihood(counts, grid, there);
            }
            parameters = there;
            here = next;
            if (parameters[slope] < LEAST_SLOPE) {
                return new Refused(
                        Reason.NO_COMMON_ABILITY,
                        "Who is right on one item is no more often right on the others.",
                        counts.leftOut);
            }
            if (parameters[slope] > MOST_SLOPE) {
                return new Refused(
                        Reason.NO_CHANCE_LEFT,
                        "Who is right on one item is right on all that are easier: the slope grows without end.",
                        counts.leftOut);
            }
        }
        return new Refused(Reason.NOT_CONVERGED, "No maximum was reached in " + MOST_STEPS + " steps.", counts.leftOut);
    }

    private double[] start() {
        double[] parameters = new double[counts.ids.size() + 1];
        for (int item = 0; item < counts.ids.size(); item++) {
            double right = counts.right[item];
            parameters[item] = SPREAD * Math.log(right / (counts.n[item] - right));
        }
        parameters[parameters.length - 1] = 1;
        return parameters;
    }

    private static double[] direction(MarginalLikelihood here) {
        ArrayRealVector gradient = new ArrayRealVector(here.gradient, false);
        try {
            return new CholeskyDecomposition(symmetric(here.information))
                    .getSolver()
                    .solve(gradient)
                    .toArray();
        } catch (MathRuntimeException notConcave) {
            return new CholeskyDecomposition(symmetric(here.complete))
                    .getSolver()
                    .solve(gradient)
                    .toArray();
        }
    }

    /** The slope at most halves in a step, so it stays positive. */
    private static double[] moved(double[] parameters, double[] direction, double length) {
        double[] there = parameters.clone();
        for (int i = 0; i < there.length; i++) {
            there[i] += length * direction[i];
        }
        int slope = there.length - 1;
        there[slope] = Math.max(there[slope], parameters[slope] / 2);
        return there;
    }

    private static RealMatrix symmetric(double[][] lower) {
        RealMatrix matrix = new Array2DRowRealMatrix(lower.length, lower.length);
        for (int row = 0; row < lower.length; row++) {
            for (int column = 0; column <= row; column++) {
                matrix.setEntry(row, column, lower[row][column]);
                matrix.setEntry(column, row, lower[row][column]);
            }
        }
        return matrix;
    }

    private Calibration calibrated(double[] parameters, MarginalLikelihood top) {
        RealMatrix covariance = new CholeskyDecomposition(symmetric(top.information))
                .getSolver()
                .getInverse();
        int last = parameters.length - 1;
        double a = parameters[last];
        List<Difficulty> difficulties = new ArrayList<>();
        for (int item = 0; item < last; item++) {
            double d = parameters[item];
            double variance = covariance.getEntry(item, item) / (a * a)
                    - 2 * d / (a * a * a) * covariance.getEntry(item, last)
                    + d * d / (a * a * a * a) * covariance.getEntry(last, last);
            difficulties.add(new Difficulty(
                    counts.ids.get(item),
                    -d / a,
                    Math.sqrt(variance),
                    counts.n[item],
                    counts.right[item],
                    counts.partial[item]));
        }
        return new Calibrated(
                a,
                Math.sqrt(covariance.getEntry(last, last)),
                top.value,
                counts.attempts,
                difficulties,
                counts.leftOut);
    }
}
