package io.gradeflow.bench.submit;

import java.time.Duration;

/**
 * How many answer how much.
 *
 * @param bankSize as many answers each learner gives in a round
 * @param learners as many clients there are, each with a connection and a token of its own
 * @param inserting for how long single rows are inserted
 */
record SubmitPlan(int bankSize, int learners, Duration inserting) {

    static SubmitPlan full() {
        return new SubmitPlan(100, 200, Duration.ofSeconds(5));
    }

    static SubmitPlan quick() {
        return new SubmitPlan(40, 20, Duration.ofMillis(500));
    }
}
