package io.gradeflow.bench.read;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A bank that is there only in the tables of analytics-service. The first is the largest, each further one is answered less.
 *
 * @param number from 1; the last eight digits of all its ids
 * @param share of all answers
 */
record FilledBank(int number, double share) {

    static final int QUESTIONS = 400;

    /** Topics below no other; as many stand below each of them. */
    static final int TOPICS = 4;

    private static final int BANKS = 8;

    static List<FilledBank> all() {
        double all = IntStream.rangeClosed(1, BANKS)
                .mapToDouble(number -> 1.0 / number)
                .sum();
        return IntStream.rangeClosed(1, BANKS)
                .mapToObj(number -> new FilledBank(number, 1 / (number * all)))
                .toList();
    }

    String slug() {
        return "bench-read-" + number;
    }

    /** The end of all its ids. */
    String digits() {
        return digits(number);
    }

    /** The end of the ids of a bank that is the same but for them. */
    String twinDigits() {
        return digits(number + BANKS);
    }

    private static String digits(int number) {
        return String.format(Locale.ROOT, "%08x", number);
    }

    /** Answers that each learner gave to it. */
    int turns(Scale scale) {
        return Math.max(1, (int) Math.round(share * scale.facts() / scale.learners()));
    }
}
