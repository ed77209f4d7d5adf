package io.gradeflow.bench.answers;

import java.time.Duration;
import java.util.List;

/**
 * How fast learners answer.
 *
 * @param bankSize questions of each attempt
 * @param warmUp answers at the last rate, each time that it is warmed up
 * @param rates answers a second, ascending
 * @param window for how long each
 */
record AnswersPlan(int bankSize, int warmUp, List<Integer> rates, Duration window) {

    static AnswersPlan full() {
        return new AnswersPlan(65, 12_000, List.of(50, 100, 200, 400), Duration.ofSeconds(30));
    }

    static AnswersPlan quick() {
        return new AnswersPlan(20, 40, List.of(20, 40), Duration.ofSeconds(2));
    }
}
