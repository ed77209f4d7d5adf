package io.gradeflow.grading;

import java.math.BigDecimal;

/** The question counts for nothing: every response, a cleared or blank one included, earns 0 of 0. */
public record WithdrawnKey() implements AnswerKey {

    @Override
    public BigDecimal maximum() {
        return BigDecimal.ZERO;
    }
}
