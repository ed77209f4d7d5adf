package io.gradeflow.bench.storm;

import java.time.Duration;
import java.util.List;

/**
 * Which waves there are.
 *
 * @param waves ascending, all measured in each round
 * @param warmUp before the rounds, after a first wave that meets the system fresh
 */
record StormPlan(int bankSize, List<Wave> waves, Wave warmUp) {

    static StormPlan full() {
        return new StormPlan(
                200,
                List.of(Wave.ofOneSecond(250), Wave.ofOneSecond(1000), Wave.ofOneSecond(3000)),
                new Wave(3000, Duration.ofSeconds(10)));
    }

    static StormPlan quick() {
        return new StormPlan(
                80, List.of(Wave.ofOneSecond(20), Wave.ofOneSecond(100)), new Wave(50, Duration.ofSeconds(1)));
    }

    Wave largest() {
        return waves.getLast();
    }
}
