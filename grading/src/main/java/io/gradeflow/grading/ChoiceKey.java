package io.gradeflow.grading;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.SortedSet;

/**
 * The key of a single choice or multiple response question.
 *
 * @param correct the ids of all correct choices, at least one; sorted and unmodifiable
 * @param policy how partly right responses are scored
 * @param maximum full credit, above zero
 */
public record ChoiceKey(SortedSet<String> correct, ScoringPolicy policy, BigDecimal maximum) implements AnswerKey {

    public ChoiceKey {
        correct = ChoiceIds.of(correct);
        policy = Part.required(policy, "policy");
        maximum = Part.aboveZero(maximum, "maximum");
    }

    /** All or nothing for one point, as certification exams score. */
    public static ChoiceKey allOrNothing(Collection<String> correct) {
        return new ChoiceKey(ChoiceIds.of(correct), ScoringPolicy.ALL_OR_NOTHING, BigDecimal.ONE);
    }
}
