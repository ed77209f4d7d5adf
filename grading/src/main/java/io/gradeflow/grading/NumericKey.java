package io.gradeflow.grading;

import java.math.BigDecimal;
import java.util.List;

/**
 * The key of a numeric question. The first range that holds the number decides what it earns.
 *
 * @param accepted at least one that earns full credit
 * @param maximum full credit, above zero
 */
public record NumericKey(List<NumericRange> accepted, BigDecimal maximum) implements AnswerKey {

    public NumericKey {
        accepted = List.copyOf(Part.required(accepted, "accepted"));
        Weights.checkAll(accepted.stream().map(NumericRange::weight).toList());
        maximum = Part.aboveZero(maximum, "maximum");
    }

    Fraction earned(NumberResponse response) {
        return accepted.stream()
                .filter(range -> range.accepts(response.number()))
                .findFirst()
                .map(NumericRange::weight)
                .orElse(Fraction.ZERO);
    }
}
