package io.gradeflow.bench.read;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bank that is there only in the tables of analytics-service. The first is the largest, each further one is answered less, and
 * the last is answered as often at each scale.
 *
 * @param number from 1; the last eight digits of all its ids
 * @param share of all answers; 0 where it is answered as often at each scale
 */
record FilledBank(int number, double share) {

    static final int QUESTIONS = 400;

    /** Topics below no other; as many stand below each of them. */
    static final int TOPICS = 4;

    private static final int BANKS = 8;
    private static final int STEADY_LEARNERS = 400;
    private static final int STEADY_TURNS = 25;

    /** From the number of a bank to that of its twin. */
    private static final int TWINS = 100;

    static List<FilledBank> all() {
        double all = IntStream.rangeClosed(1, BANKS)
                .mapToDouble(number -> 1.0 / number)
                .sum();
        return Stream.concat(
                        IntStream.rangeClosed(1, BANKS).mapToObj(number -> new FilledBank(number, 1 / (number * all))),
                        Stream.of(new FilledBank(BANKS + 1, 0)))
                .toList();
    }

    static FilledBank largest() {
        return all().getFirst();
    }

    static FilledBank steady() {
        return all().getLast();
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
        return digits(number + TWINS);
    }

    private static String digits(int number) {
        return String.format(Locale.ROOT, "%08x", number);
    }

    /** Answers that each of its learners gave to it. */
    int turns(Scale scale) {
        return share == 0 ? STEADY_TURNS : Math.max(1, (int) Math.round(share * scale.facts() / scale.learners()));
    }

    int learners(Scale scale) {
        return share == 0 ? Math.min(STEADY_LEARNERS, scale.learners()) : scale.learners();
    }
}
