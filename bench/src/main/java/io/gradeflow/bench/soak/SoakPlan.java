package io.gradeflow.bench.soak;

import java.time.Duration;

/**
 * For how long how much is answered.
 *
 * @param learners who answer the whole bank as quickly as they are heard, which is more than is sustained
 * @param trial for how long it is tried whether a rate is sustained
 * @param share of what is
 * @param stretch after each of which all is looked at
 * @param stretches how many there are
 */
record SoakPlan(int bankSize, int learners, Duration trial, double share, Duration stretch, int stretches) {

    static SoakPlan full() {
        return new SoakPlan(400, 200, Duration.ofSeconds(20), 0.5, Duration.ofSeconds(30), 60);
    }

    static SoakPlan quick() {
        return new SoakPlan(40, 20, Duration.ofSeconds(2), 0.1, Duration.ofSeconds(2), 6);
    }

    /** @param sustained answers a second */
    int answersOfAStretch(double sustained) {
        return Math.max(1, (int) (sustained * share * stretch.toSeconds()));
    }
}
