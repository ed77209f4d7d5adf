package io.gradeflow.analytics.items;

import io.gradeflow.grading.Grade;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The different answers that an item ever got: few, whatever the number of attempts. A cell of the matrix names one of them. */
final class ItemAnswers {

    private record Kind(long chosen, long score, long maximum) {}

    /** So many kinds are looked through one by one, which takes less than to look for one by its hash. */
    private static final int FEW = 16;

    private final Map<String, Integer> bits = new HashMap<>();

    /** Those beyond the first few. */
    private final Map<Kind, Integer> many = new HashMap<>();

    private Item item;
    private int kinds;
    private long[] chosen = new long[4];
    private long[] scores = new long[4];
    private long[] maxima = new long[4];

    ItemAnswers(Item item) {
        this.item = item;
        for (String option : item.options()) {
            bits.put(option, bits.size());
        }
    }

    Item item() {
        return item;
    }

    /** @throws IllegalArgumentException if the options are others */
    void describe(Item newer) {
        if (!newer.options().equals(item.options())) {
            throw new IllegalArgumentException("a revision keeps its options: " + item.id());
        }
        item = newer;
    }

    int kinds() {
        return kinds;
    }

    /** Bit i is set where the i-th option was chosen. */
    long chosen(int kind) {
        return chosen[kind];
    }

    /** In millionths of a point, as {@link #maximum}. */
    long score(int kind) {
        return scores[kind];
    }

    long maximum(int kind) {
        return maxima[kind];
    }

    /** From 0 to 1; {@link #maximum} must be above 0. */
    double share(int kind) {
        return (double) scores[kind] / maxima[kind];
    }

    int kind(Answer answer) {
        long mask = mask(answer);
        long score = millionths(answer.score());
        long maximum = millionths(answer.maximum());
        for (int kind = 0; kind < Math.min(kinds, FEW); kind++) {
            if (chosen[kind] == mask && scores[kind] == score && maxima[kind] == maximum) {
                return kind;
            }
        }
        return kinds < FEW
                ? add(mask, score, maximum)
                : many.computeIfAbsent(new Kind(mask, score, maximum), kind -> add(mask, score, maximum));
    }

    private int add(long mask, long score, long maximum) {
        int added = kinds++;
        if (added == chosen.length) {
            chosen = Arrays.copyOf(chosen, 2 * added);
            scores = Arrays.copyOf(scores, 2 * added);
            maxima = Arrays.copyOf(maxima, 2 * added);
        }
        chosen[added] = mask;
        scores[added] = score;
        maxima[added] = maximum;
        return added;
    }

    private long mask(Answer answer) {
        long mask = 0;
        for (String option : answer.chosen()) {
            Integer bit = bits.get(option);
            if (bit == null) {
                throw new IllegalArgumentException("item " + item.id() + " has no option " + option);
            }
            mask |= 1L << bit;
        }
        return mask;
    }

    private static long millionths(BigDecimal points) {
        return points.movePointRight(Grade.SCALE).longValueExact();
    }
}
