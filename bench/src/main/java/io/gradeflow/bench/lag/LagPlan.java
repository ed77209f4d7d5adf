package io.gradeflow.bench.lag;

import java.time.Duration;
import java.util.List;

/**
 * How much is answered, and how many answers are followed: few a second in the full plan, since those who look again and again until their
 * figures tell of an answer cost the system more than all who only answer.
 *
 * @param learners who answer the whole bank as quickly as they are heard, which is more than is sustained
 * @param trial for how long it is tried whether a rate is sustained
 * @param shares of what is sustained, ascending
 * @param window for how long each share is sent
 * @param followed a second, each of a learner who answers nothing else
 */
record LagPlan(int bankSize, int learners, Duration trial, List<Double> shares, Duration window, int followed) {

    static LagPlan full() {
        return new LagPlan(400, 200, Duration.ofSeconds(20), List.of(0.1, 0.5, 0.8), Duration.ofSeconds(60), 5);
    }

    static LagPlan quick() {
        return new LagPlan(40, 20, Duration.ofSeconds(2), List.of(0.1, 0.5), Duration.ofSeconds(2), 10);
    }

    /** All that is measured, but less of it. */
    LagPlan warmUp() {
        return new LagPlan(Math.ceilDiv(bankSize, 5), learners, trial, shares, window.dividedBy(6), followed * 4);
    }

    int followedInAll() {
        return (int) (window.toMillis() * followed / 1_000);
    }

    /** How many others answer meanwhile, if so many a second are sustained. */
    int others(double sustained, double share) {
        return (int) Math.max(0, Math.round(sustained * share * window.toMillis() / 1_000) - followedInAll());
    }
}
