package io.gradeflow.grading;

import java.math.BigDecimal;

/**
 * The key of a question that was found faulty and is credited to everybody: any response earns full credit, and so does none.
 *
 * @param maximum full credit, above zero
 */
public record CreditAllKey(BigDecimal maximum) implements AnswerKey {

    public CreditAllKey {
        if (maximum.signum() <= 0) {
            throw new IllegalArgumentException("maximum must be above zero, was " + maximum);
        }
    }
}
