package io.gradeflow.grading;

import java.math.BigDecimal;

/**
 * Numbers that a numeric key accepts.
 *
 * @param low inclusive
 * @param high inclusive, not below {@code low}; the same for one exact number
 * @param weight the part of full credit that they earn, from 0 to 1
 */
public record NumericRange(BigDecimal low, BigDecimal high, Fraction weight) {

    public NumericRange {
        low = Decimals.checked(low);
        high = Decimals.checked(high);
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException("the range from " + low + " to " + high + " is empty");
        }
        Weights.check(weight);
    }

    /** @param tolerance zero or more, the bounds are still accepted */
    public static NumericRange around(BigDecimal value, BigDecimal tolerance, Fraction weight) {
        if (tolerance.signum() < 0) {
            throw new IllegalArgumentException("tolerance must be 0 or more, was " + tolerance);
        }
        BigDecimal middle = Decimals.checked(value);
        BigDecimal width = Decimals.checked(tolerance);
        return new NumericRange(middle.subtract(width), middle.add(width), weight);
    }

    /** The number in the middle. */
    public BigDecimal middle() {
        return low.add(high).divide(BigDecimal.TWO).stripTrailingZeros();
    }

    /** How far a number may be from the middle. */
    public BigDecimal tolerance() {
        return high.subtract(low).divide(BigDecimal.TWO).stripTrailingZeros();
    }

    boolean accepts(BigDecimal number) {
        return low.compareTo(number) <= 0 && number.compareTo(high) <= 0;
    }
}
