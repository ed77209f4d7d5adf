package io.gradeflow.attempt.modes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Chance that a seed decides. What is drawn must come out the same on every machine and in every year, so this rests on
 * {@link Random}, whose generator and bounded draws are laid down by its specification.
 */
public final class Draw {

    private final Random random;

    public Draw(long seed) {
        this.random = new Random(seed);
    }

    /** All elements in a random order (Fisher and Yates, in Durstenfeld's form). */
    public <T> List<T> shuffled(List<T> elements) {
        List<T> shuffled = new ArrayList<>(elements);
        for (int last = shuffled.size() - 1; last > 0; last--) {
            Collections.swap(shuffled, last, random.nextInt(last + 1));
        }
        return shuffled;
    }

    /** So many different elements, or all where there are fewer, in a random order, without shuffling the rest. */
    <T> List<T> some(List<T> elements, int count) {
        List<T> drawn = new ArrayList<>(elements);
        int wanted = Math.min(count, drawn.size());
        for (int i = 0; i < wanted; i++) {
            Collections.swap(drawn, i, i + random.nextInt(drawn.size() - i));
        }
        return List.copyOf(drawn.subList(0, wanted));
    }

    /** A draw of its own for one question of an attempt. */
    public static Draw of(long seed, UUID questionId) {
        return new Draw(
                seed ^ questionId.getMostSignificantBits() ^ Long.rotateLeft(questionId.getLeastSignificantBits(), 32));
    }
}
