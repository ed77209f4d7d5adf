package io.gradeflow.bench.exam;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Who sits how.
 *
 * @param questions of an exam, as many on each page
 * @param shortest time that a learner thinks before each turn
 * @param longest the same
 * @param steps how many learners sit at the same time, ascending
 * @param window for how long each step lasts
 * @param hasteToWarmUp how many times as quickly as they should the first learners think before anything is measured
 * @param startsPerSecond how quickly further learners come before a step, which is not measured
 * @param limit after the first step began, after which no further one does, so that it ends on any machine
 */
record ExamPlan(
        int bankSize,
        int questions,
        int pages,
        Duration shortest,
        Duration longest,
        List<Integer> steps,
        Duration window,
        int hasteToWarmUp,
        int startsPerSecond,
        Duration limit) {

    static ExamPlan full() {
        return new ExamPlan(
                200,
                16,
                8,
                Duration.ofSeconds(30),
                Duration.ofSeconds(90),
                List.of(1_000, 2_500, 5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 40_000),
                Duration.ofSeconds(40),
                4,
                300,
                Duration.ofSeconds(450));
    }

    /** With less to think, so that something happens. */
    static ExamPlan quick() {
        return new ExamPlan(
                40,
                16,
                8,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                List.of(5, 10),
                Duration.ofSeconds(6),
                1,
                100,
                Duration.ofMinutes(1));
    }

    int questionsPerPage() {
        return questions / pages;
    }

    /** Nanoseconds that somebody thinks, any time of the range being as likely as another. */
    long thought(Random random) {
        return random.nextLong(shortest.toNanos(), longest.toNanos());
    }
}
