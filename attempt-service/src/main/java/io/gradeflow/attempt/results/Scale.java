package io.gradeflow.attempt.results;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The scale on which an exam's score is told. Both ends belong to it: no credit gives the one, full credit the other.
 *
 * <p>It is a straight line and not equated: between two papers of different difficulty, equal scaled scores are not equal
 * achievements.
 */
public record Scale(int min, int max) {

    /** What results say of every scaled score. */
    static final String LABEL = "practice scale, not equated";

    /**
     * The exact {@code min + (max - min) * score / maximum}, rounded down to a whole number: so it reaches a pass mark exactly
     * when the exact value does.
     *
     * @param score from 0 to {@code maximum}
     * @param maximum above 0
     */
    public int scaled(BigDecimal score, BigDecimal maximum) {
        BigDecimal above = BigDecimal.valueOf((long) max - min).multiply(score).divide(maximum, 0, RoundingMode.FLOOR);
        return Math.toIntExact(min + above.longValueExact());
    }
}
