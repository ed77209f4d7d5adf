package io.gradeflow.bench.grade;

/**
 * How much waits.
 *
 * @param answers that are measured in each round
 * @param warmUp answers that stand before them and are not measured, since the grader has just started
 */
record GradePlan(int bankSize, int learners, int answers, int warmUp) {

    static GradePlan full() {
        return new GradePlan(400, 5_000, 1_000_000, 1_000_000);
    }

    static GradePlan quick() {
        return new GradePlan(40, 100, 20_000, 4_000);
    }

    int waiting() {
        return warmUp + answers;
    }
}
