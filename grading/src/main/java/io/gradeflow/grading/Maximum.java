package io.gradeflow.grading;

import java.math.BigDecimal;

/** Full credit where there is some to earn. */
final class Maximum {

    private Maximum() {}

    static void check(BigDecimal maximum) {
        if (maximum.signum() <= 0) {
            throw new IllegalArgumentException("maximum must be above zero, was " + maximum);
        }
    }
}
