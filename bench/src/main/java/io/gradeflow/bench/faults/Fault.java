package io.gradeflow.bench.faults;

import java.util.Random;

/**
 * Something that goes wrong.
 *
 * @param kind in a word or two
 * @param target with which part
 */
record Fault(String kind, String target, Act act) {

    /**
     * Lets it happen. When it returns, what an operator's supervisor does has been done: whatever ended has been started. Nothing else
     * is done for any service.
     */
    @FunctionalInterface
    interface Act {

        /**
         * @return what happened, in words
         * @throws io.gradeflow.bench.BenchException if nothing did, so that the round shows nothing
         */
        String on(FaultyStack stack, Random random);
    }

    @Override
    public String toString() {
        return kind + ": " + target;
    }
}
