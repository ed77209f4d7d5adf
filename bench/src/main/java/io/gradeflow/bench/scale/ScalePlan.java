package io.gradeflow.bench.scale;

import java.time.Duration;
import java.util.List;

/**
 * How many graders work on how much.
 *
 * @param graders ascending, 1 first
 * @param warmUp answers for each grader before it is held to its share, in which the compilers would take their part as well
 * @param waiting answers for each grader that wait while it is measured
 * @param settle how long they work at their share before they are measured
 */
record ScalePlan(
        int bankSize, int learners, List<Integer> graders, int warmUp, int waiting, Duration settle, Duration window) {

    static ScalePlan full() {
        return new ScalePlan(
                400, 5_000, List.of(1, 2, 4), 600_000, 400_000, Duration.ofSeconds(3), Duration.ofSeconds(15));
    }

    static ScalePlan quick() {
        return new ScalePlan(40, 200, List.of(1, 2), 1_000, 60_000, Duration.ofMillis(500), Duration.ofSeconds(2));
    }
}
