package io.gradeflow.attempt.grades;

import java.math.BigDecimal;

/**
 * What a question is worth on a paper.
 *
 * @param maximum full credit; 0 where the question is withdrawn
 */
public record Points(BigDecimal score, BigDecimal maximum) {

    /** Whether both numbers are, whatever their scales. */
    public boolean equalTo(Points other) {
        return score.compareTo(other.score) == 0 && maximum.compareTo(other.maximum) == 0;
    }
}
