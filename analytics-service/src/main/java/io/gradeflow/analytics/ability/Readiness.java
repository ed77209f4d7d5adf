package io.gradeflow.analytics.ability;

/** How likely a learner is to pass an exam now, or why that is not said. */
public sealed interface Readiness {

    /**
     * @param chance of passing, from 0 to 1: over all that the learner's ability may be, and over the papers that the exam may draw
     * @param low of the 95 % interval of the chance at the learner's true ability; narrower the more was answered
     * @param n answers that the ability rests on
     * @param calibrated the share of the exam's pools that has a difficulty; papers are thought to be drawn from these alone
     */
    record Known(double chance, double low, double high, int n, double calibrated) implements Readiness {}

    record Withheld(Reason reason, String text) implements Readiness {}

    enum Reason {
        /** The learner answered no item that has a difficulty. */
        NO_ANSWERS,
        /** A section draws more questions than its pool has items with a difficulty. */
        POOL_TOO_SMALL,
        /** The exam's questions give partial credit, which the model knows nothing of. */
        PARTIAL_CREDIT
    }
}
