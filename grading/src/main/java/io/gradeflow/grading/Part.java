package io.gradeflow.grading;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a value can't be without. Whoever reads one from text learns here, and not while grading, that a part is missing. */
final class Part {

    private Part() {}

    /** @throws IllegalArgumentException if it isn't there */
    static <T> T required(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return part;
    }

    /**
     * The same in its one form, so that keys which say the same are equal.
     *
     * @throws IllegalArgumentException if it isn't there, or not above zero
     */
    static BigDecimal aboveZero(@Nullable BigDecimal part, String name) {
        BigDecimal there = required(part, name);
        if (there.signum() <= 0) {
            throw new IllegalArgumentException(name + " must be above zero, was " + there);
        }
        return Decimals.inOneForm(there);
    }
}
