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
     * The exact fraction {@code numerator / denominator} of the maximum, rounded once, half-even, to {@value #SCALE}
     * decimals.
     */
    public static Grade ofFraction(long numerator, long denominator, BigDecimal maximum) {
        if (denominator <= 0 || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException("not a fraction from 0 to 1: " + numerator + "/" + denominator);
        }
        BigDecimal score = maximum.multiply(BigDecimal.valueOf(numerator))
                .divide(BigDecimal.valueOf(denominator), SCALE, RoundingMode.HALF_EVEN);
        return new Grade(score, maximum);
    }

    /** Whether the response earned full credit. Where there is none to earn, nothing was earned. */
    public boolean correct() {
        return maximum.signum() > 0 && score.compareTo(maximum) == 0;
    }
}
