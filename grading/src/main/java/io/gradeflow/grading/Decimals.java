package io.gradeflow.grading;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The one form in which numbers are kept: no zeros behind the point that say nothing, no exponents, not without end. */
final class Decimals {

    private Decimals() {}

    static BigDecimal checked(@Nullable BigDecimal number) {
        BigDecimal stripped = Part.required(number, "a number").stripTrailingZeros();
        long before = (long) stripped.precision() - stripped.scale();
        if (before > NumberResponse.MAX_DIGITS || stripped.scale() > NumberResponse.MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "a number has at most " + NumberResponse.MAX_DIGITS + " digits before and behind the point");
        }
        return inOneForm(stripped);
    }

    /** The same number, without zeros behind the point, and without an exponent unless it is beyond all use. */
    static BigDecimal inOneForm(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.scale() >= -NumberResponse.MAX_DIGITS ? stripped.setScale(0) : stripped;
    }
}
