package io.gradeflow.bench.regrade;

import java.time.Duration;

/**
 * How much there is to regrade, and what goes on meanwhile.
 *
 * @param answers to the question whose key is corrected, each in an attempt of its own, of another learner
 * @param liveRate answers a second that learners give, before and during the regrade
 * @param warmUp answers each time that it is warmed up
 * @param warmUpWindow in how long a time these come
 * @param before for how long they are measured beforehand
 * @param during for how long they are sent from the correction on; what comes after consistency is not counted
 */
record RegradePlan(
        int bankSize, int answers, int liveRate, int warmUp, Duration warmUpWindow, Duration before, Duration during) {

    static RegradePlan full() {
        return new RegradePlan(
                40, 100_000, 40, 10_000, Duration.ofSeconds(40), Duration.ofSeconds(30), Duration.ofSeconds(30));
    }

    static RegradePlan quick() {
        return new RegradePlan(40, 2_000, 20, 160, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    /** How many answers learners give in so long a time. */
    int liveAnswers(Duration window) {
        return (int) (window.toSeconds() * liveRate);
    }
}
