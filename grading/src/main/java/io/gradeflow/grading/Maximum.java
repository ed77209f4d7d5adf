package io.gradeflow.grading;

import java.math.BigDecimal;

/** Full credit where there is some to earn. */
final class Maximum {

    private Maximum() {}

    /** The same in its one form, so that keys which say the same are equal. */
    static BigDecimal checked(BigDecimal maximum) {
        if (maximum.signum() <= 0) {
            throw new IllegalArgumentException("maximum must be above zero, was " + maximum);
        }
        return Decimals.checked(maximum);
    }
}
