package io.gradeflow.analytics.ability;

import io.gradeflow.analytics.ability.AnswerCounts.Form;
import java.util.Arrays;

/**
 * The likelihood of all answers at some parameters, abilities integrated out, with its slope and curvature. Parameters are the
 * easiness {@code d} of each item and, last, the common slope {@code a}; the chance of a right answer at ability t is the
 * logistic function of {@code a t + d}.
 *
 * <p>Of an attempt only its form and its number of right answers matter, since both are all that the distribution of its
 * ability depends on. Curvature by T. A. Louis, "Finding the observed information matrix when using the EM algorithm", Journal of
 * the Royal Statistical Society B 44 (1982), 226-233: what would be known if abilities were, less what not knowing them loses.
 */
final class MarginalLikelihood {

    /** A point of the grid with a smaller share of a form's attempts adds nothing that a double could tell. */
    private static final double NEGLIGIBLE = 1e-12;

    final double value;

    /** First derivatives. */
    final double[] gradient;

    /** Negative second derivatives; the lower triangle. */
    final double[][] information;

    /** What {@link #information} would be if abilities were known; positive definite everywhere. */
    final double[][] complete;

    private final AbilityGrid grid;
    private final int slope;
    private final double[][] chance;
    private final double[][] logOnePlusExp;

    MarginalLikelihood(AnswerCounts counts, AbilityGrid grid, double[] parameters) {
        this.grid = grid;
        slope = parameters.length - 1;
        gradient = new double[parameters.length];
        information = new double[parameters.length][parameters.length];
        complete = new double[parameters.length][parameters.length];
        chance = new double[slope][grid.size()];
        logOnePlusExp = new double[slope][grid.size()];
        double sum = 0;
        for (int item = 0; item < slope; item++) {
            for (int q = 0; q < grid.size(); q++) {
                double logit = parameters[slope] * grid.point(q) + parameters[item];
                chance[item][q] = AbilityGrid.chance(logit);
                logOnePlusExp[item][q] = AbilityGrid.logOnePlusExp(logit);
            }
            sum += counts.right[item] * parameters[item];
            gradient[item] = counts.right[item];
        }
        for (Form form : counts.forms) {
            sum += add(form, parameters[slope]);
        }
        value = sum;
        for (int row = 0; row <= slope; row++) {
            for (int column = 0; column <= row; column++) {
                information[row][column] += complete[row][column];
            }
        }
    }

    private double add(Form form, double a) {
        int[] items = form.items;
        int size = grid.size();
        double[] logOthers = new double[size];
        double[] expected = new double[size];
        for (int item : items) {
            for (int q = 0; q < size; q++) {
                logOthers[q] += logOnePlusExp[item][q];
                expected[q] += chance[item][q];
            }
        }
        double[] attempts = new double[size];
        double[] spread = new double[items.length * items.length];
        double sum = 0;
        for (int score = 0; score < form.attempts.length; score++) {
            long number = form.attempts[score];
            if (number > 0) {
                double[] weights = new double[size];
                for (int q = 0; q < size; q++) {
                    weights[q] = grid.logPrior(q) + a * grid.point(q) * score - logOthers[q];
                }
                sum += number * AbilityGrid.normalise(weights);
                addScore(items, score, number, weights, expected, spread);
                for (int q = 0; q < size; q++) {
                    attempts[q] += number * weights[q];
                }
            }
        }
        addComplete(items, attempts);
        addSpread(items, attempts, spread);
        return sum;
    }

    /** What depends on the score: the slope's derivatives, and the squares of means that belong to variances. */
    private void addScore(int[] items, int score, long number, double[] weights, double[] expected, double[] spread) {
        double[] mean = new double[items.length];
        double[] cross = new double[items.length];
        double slopeMean = 0;
        double slopeSquare = 0;
        for (int q = 0; q < weights.length; q++) {
            if (weights[q] < NEGLIGIBLE) {
                continue;
            }
            double slopeScore = grid.point(q) * (score - expected[q]);
            slopeMean += weights[q] * slopeScore;
            slopeSquare += weights[q] * slopeScore * slopeScore;
            for (int i = 0; i < items.length; i++) {
                double weighted = weights[q] * chance[items[i]][q];
                mean[i] += weighted;
                cross[i] += weighted * slopeScore;
            }
        }
        gradient[slope] += number * slopeMean;
        information[slope][slope] -= number * (slopeSquare - slopeMean * slopeMean);
        for (int i = 0; i < items.length; i++) {
            gradient[items[i]] -= number * mean[i];
            information[slope][items[i]] += number * (cross[i] - mean[i] * slopeMean);
            double weighted = number * mean[i];
            int row = i * items.length;
            for (int j = 0; j <= i; j++) {
                spread[row + j] -= weighted * mean[j];
            }
        }
    }

    private void addComplete(int[] items, double[] attempts) {
        double all = Arrays.stream(attempts).sum();
        for (int q = 0; q < attempts.length; q++) {
            if (attempts[q] < NEGLIGIBLE * all) {
                continue;
            }
            for (int item : items) {
                double known = attempts[q] * chance[item][q] * (1 - chance[item][q]);
                complete[item][item] += known;
                complete[slope][item] += known * grid.point(q);
                complete[slope][slope] += known * grid.point(q) * grid.point(q);
            }
        }
    }

    /** Adds the squares that belong to the variances of {@link #addScore}, and takes the variances off. */
    private void addSpread(int[] items, double[] attempts, double[] spread) {
        double all = Arrays.stream(attempts).sum();
        double[] at = new double[items.length];
        for (int q = 0; q < attempts.length; q++) {
            if (attempts[q] < NEGLIGIBLE * all) {
                continue;
            }
            for (int i = 0; i < items.length; i++) {
                at[i] = chance[items[i]][q];
            }
            for (int i = 0; i < items.length; i++) {
                double weighted = attempts[q] * at[i];
                int row = i * items.length;
                for (int j = 0; j <= i; j++) {
                    spread[row + j] += weighted * at[j];
                }
            }
        }
        for (int i = 0; i < items.length; i++) {
            double[] row = information[items[i]];
            for (int j = 0; j <= i; j++) {
                row[items[j]] -= spread[i * items.length + j];
            }
        }
    }
}
