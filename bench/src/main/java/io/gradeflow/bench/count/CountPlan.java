package io.gradeflow.bench.count;

/**
 * How much there is to count.
 *
 * @param answers in each round
 * @param warmUp answers before the first round, which are not measured
 */
record CountPlan(int bankSize, int learners, int answers, int warmUp) {

    static CountPlan full() {
        return new CountPlan(400, 5_000, 200_000, 50_000);
    }

    static CountPlan quick() {
        return new CountPlan(40, 100, 4_000, 500);
    }
}
