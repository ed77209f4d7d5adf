package io.gradeflow.analytics.ability;

import java.util.List;

/** The difficulties of items on the scale of ability, or why there are none. */
public sealed interface Calibration {

    /** @param n attempts with at least one item that has a difficulty */
    record Calibrated(
            double slope,
            double slopeError,
            double logLikelihood,
            long n,
            List<Difficulty> difficulties,
            List<LeftOut> leftOut)
            implements Calibration {

        public Calibrated {
            difficulties = List.copyOf(difficulties);
            leftOut = List.copyOf(leftOut);
        }
    }

    record Refused(Reason reason, String text, List<LeftOut> leftOut) implements Calibration {

        public Refused {
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * @param difficulty the ability at which half the answers are right, in standard deviations of the learners' ability
     * @param standardError of the difficulty, by the delta method
     * @param n attempts with the item on their form
     * @param partial those with partial credit, which count as wrong
     */
    record Difficulty(String item, double difficulty, double standardError, long n, long right, long partial) {

        /** As a share of all attempts with the item. */
        double partialShare() {
            return n == 0 ? 0 : (double) partial / n;
        }
    }

    /** An item without a difficulty. */
    record LeftOut(String item, long n, long right, String text) {}

    enum Reason {
        /** Fewer than two items can be estimated. */
        TOO_FEW_ITEMS,
        /** Who is right on one item is no more often right on others. */
        NO_COMMON_ABILITY,
        /** Who is right on one item is right on all easier ones: nothing is left to chance, which the model lives by. */
        NO_CHANCE_LEFT,
        NOT_CONVERGED
    }
}
