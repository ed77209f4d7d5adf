package io.gradeflow.grading;

import java.math.BigDecimal;
import java.util.List;

/**
 * The key of a short text question. The first answer that a text fits decides what it earns, so one with a lesser weight may
 * stand before a wider one.
 *
 * @param accepted at least one that earns full credit
 * @param rules what makes no difference
 * @param maximum full credit, above zero
 */
public record TextKey(List<TextAnswer> accepted, TextRules rules, BigDecimal maximum) implements AnswerKey {

    public TextKey {
        accepted = List.copyOf(Part.required(accepted, "accepted"));
        Weights.checkAll(accepted.stream().map(TextAnswer::weight).toList());
        rules = Part.required(rules, "rules");
        maximum = Part.aboveZero(maximum, "maximum");
    }

    Fraction earned(TextResponse response) {
        String given = rules.normalised(response.text());
        return accepted.stream()
                .filter(answer -> TextPattern.of(answer.text(), rules).accepts(given))
                .findFirst()
                .map(TextAnswer::weight)
                .orElse(Fraction.ZERO);
    }

    /** Whether an answer that every text fits earns full credit. */
    boolean creditsAnyText() {
        return accepted.stream()
                .anyMatch(answer -> answer.weight().equals(Fraction.ONE)
                        && TextPattern.of(answer.text(), rules).acceptsAll());
    }
}
