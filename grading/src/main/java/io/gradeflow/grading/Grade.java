package io.gradeflow.grading;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a response is worth under a key.
 *
 * @param score from zero to {@code maximum}, with at most {@value #SCALE} decimals
 * @param maximum full credit; zero where the question was withdrawn
 */
public record Grade(BigDecimal score, BigDecimal maximum) {

    /** Decimals of a score. After this one rounding only exact additions follow. */
    public static final int SCALE = 6;

    public Grade {
        if (score.signum() < 0 || score.compareTo(maximum) > 0) {
            throw new IllegalArgumentException("score " + score + " is outside 0 to " + maximum);
        }
    }

    /**
     * The exact fraction of the maximum, rounded once, half-even, to {@value #SCALE} decimals.
     *
     * @param earned from 0 to 1
     */
    public static Grade of(Fraction earned, BigDecimal maximum) {
        if (earned.signum() < 0 || earned.compareTo(Fraction.ONE) > 0) {
            throw new IllegalArgumentException("not a fraction from 0 to 1: " + earned);
        }
        BigDecimal score = maximum.multiply(new BigDecimal(earned.numerator()))
                .divide(new BigDecimal(earned.denominator()), SCALE, RoundingMode.HALF_EVEN);
        return new Grade(score, maximum);
    }

    /** {@link #of} the fraction {@code numerator / denominator}. */
    public static Grade ofFraction(long numerator, long denominator, BigDecimal maximum) {
        return of(Fraction.of(numerator, denominator), maximum);
    }

    /** Whether the response earned full credit. Where there is none to earn, nothing was earned. */
    public boolean correct() {
        return maximum.signum() > 0 && score.compareTo(maximum) == 0;
    }
}
