package io.gradeflow.grading;

import java.math.BigDecimal;

/** The one form in which numbers are kept: no zeros behind the point that say nothing, no exponents, not without end. */
final class Decimals {

    private Decimals() {}

    static BigDecimal checked(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        long before = (long) stripped.precision() - stripped.scale();
        if (before > NumberResponse.MAX_DIGITS || stripped.scale() > NumberResponse.MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "a number has at most " + NumberResponse.MAX_DIGITS + " digits before and behind the point");
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
