package io.gradeflow.grading;

import java.math.BigDecimal;

/** The key of a question that was taken out of scoring: nothing is to be had for it, and nothing to be lost. */
public record WithdrawnKey() implements AnswerKey {

    @Override
    public BigDecimal maximum() {
        return BigDecimal.ZERO;
    }
}
