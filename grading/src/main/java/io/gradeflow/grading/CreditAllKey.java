package io.gradeflow.grading;

import java.math.BigDecimal;

/**
 * Full credit for everybody who was shown the question, whatever the response, a cleared or blank one included.
 *
 * @param maximum full credit, above zero
 */
public record CreditAllKey(BigDecimal maximum) implements AnswerKey {

    public CreditAllKey {
        maximum = Part.aboveZero(maximum, "maximum");
    }
}
