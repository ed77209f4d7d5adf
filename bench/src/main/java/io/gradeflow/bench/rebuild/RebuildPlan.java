package io.gradeflow.bench.rebuild;

/**
 * How much the log holds.
 *
 * @param answers that are put onto it
 * @param bareRows how many of their facts are copied as bare rows
 */
record RebuildPlan(int bankSize, int learners, int answers, int bareRows) {

    static RebuildPlan full() {
        return new RebuildPlan(400, 20_000, 1_000_000, 200_000);
    }

    static RebuildPlan quick() {
        return new RebuildPlan(40, 100, 5_000, 5_000);
    }
}
