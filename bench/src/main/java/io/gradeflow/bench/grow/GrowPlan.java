package io.gradeflow.bench.grow;

import java.time.Duration;
import java.util.List;

/**
 * At how many stored answers it is measured what further ones cost.
 *
 * @param stored ascending; with the batches before them, whole banks apart
 * @param batch answers that are measured at each
 * @param rate a second, the same at each, because answers that come together cost less
 * @param warmUp answers that all parts handle, from the learner to the figures, before those that stay; what they leave is put in again
 * @param rest how long the system is measured doing nothing
 */
record GrowPlan(int bankSize, List<Integer> stored, int batch, int rate, int warmUp, Duration rest) {

    static GrowPlan full() {
        return new GrowPlan(
                400, List.of(10_000, 100_000, 1_000_000, 10_000_000), 20_000, 1_000, 200_000, Duration.ofSeconds(10));
    }

    static GrowPlan quick() {
        return new GrowPlan(40, List.of(200, 2_000), 200, 100, 400, Duration.ofSeconds(1));
    }

    /** Of the bank's questions, each once by each learner. */
    int learners(int answers) {
        return Math.ceilDiv(answers, bankSize);
    }

    Duration window(int answers) {
        return Duration.ofMillis(Math.max(1, 1_000L * answers / rate));
    }
}
