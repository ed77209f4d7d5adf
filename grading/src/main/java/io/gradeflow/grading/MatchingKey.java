package io.gradeflow.grading;

import java.math.BigDecimal;
import java.util.SortedMap;

/**
 * The key of a matching question.
 *
 * @param pairs the id of the right target by the id of each prompt, at least one; sorted and unmodifiable. A target may be right
 *     for several prompts, or for none
 * @param maximum full credit, above zero
 */
public record MatchingKey(SortedMap<String, String> pairs, MatchingPolicy policy, BigDecimal maximum)
        implements AnswerKey {

    public MatchingKey {
        pairs = PairsResponse.checked(pairs);
        policy = Part.required(policy, "policy");
        maximum = Part.aboveZero(maximum, "maximum");
    }

    Fraction earned(PairsResponse response) {
        long right = response.pairs().entrySet().stream()
                .filter(pair -> pair.getValue().equals(pairs.get(pair.getKey())))
                .count();
        long wrong = response.pairs().size() - right;
        return switch (policy) {
            case ALL_OR_NOTHING -> response.pairs().equals(pairs) ? Fraction.ONE : Fraction.ZERO;
            case PER_PAIR -> Fraction.of(right, pairs.size());
            case RIGHT_MINUS_WRONG -> Fraction.of(Math.max(0, right - wrong), pairs.size());
        };
    }
}
