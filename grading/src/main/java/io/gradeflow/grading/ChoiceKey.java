package io.gradeflow.grading;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The key of a question of choices: single choice, multiple response, or true and false.
 *
 * @param correct the ids of all correct choices, at least one; sorted and unmodifiable. Ticking exactly these earns full credit
 *     under each policy
 * @param policy how partly right responses are scored
 * @param maximum full credit, above zero
 * @param options what each choice is worth, with {@link ScoringPolicy#OPTION_WEIGHTS} and {@link ScoringPolicy#MAP_RESPONSE}; else
 *     null
 */
public record ChoiceKey(
        SortedSet<String> correct,
        ScoringPolicy policy,
        BigDecimal maximum,
        @Nullable OptionPoints options) implements AnswerKey {

    public ChoiceKey {
        correct = ChoiceIds.of(correct);
        policy = Part.required(policy, "policy");
        maximum = Part.aboveZero(maximum, "maximum");
        boolean fits = switch (policy) {
            case ALL_OR_NOTHING, RIGHT_MINUS_WRONG -> options == null;
            case OPTION_WEIGHTS -> options != null && options.areWeights();
            case MAP_RESPONSE -> options != null;
        };
        if (!fits) {
            throw new IllegalArgumentException(policy + " doesn't go with options " + options);
        }
        if (options != null && !options.earned(correct).equals(Fraction.ONE)) {
            throw new IllegalArgumentException("ticking all that is correct earns " + options.earned(correct)
                    + " of full credit; it must earn all of it");
        }
    }

    /** A key whose policy needs no options. */
    public ChoiceKey(SortedSet<String> correct, ScoringPolicy policy, BigDecimal maximum) {
        this(correct, policy, maximum, null);
    }

    /** All or nothing for one point, as certification exams score. */
    public static ChoiceKey allOrNothing(Collection<String> correct) {
        return new ChoiceKey(ChoiceIds.of(correct), ScoringPolicy.ALL_OR_NOTHING, BigDecimal.ONE, null);
    }

    /** Each right choice earns its part, each wrong one takes as much away. */
    public static ChoiceKey rightMinusWrong(Collection<String> correct, BigDecimal maximum) {
        return new ChoiceKey(ChoiceIds.of(correct), ScoringPolicy.RIGHT_MINUS_WRONG, maximum, null);
    }

    /** @param weights parts of full credit from -1 to 1, by choice id */
    public static ChoiceKey weighted(
            Collection<String> correct, SortedMap<String, Fraction> weights, BigDecimal maximum) {
        return new ChoiceKey(
                ChoiceIds.of(correct), ScoringPolicy.OPTION_WEIGHTS, maximum, OptionPoints.weights(weights));
    }

    public static ChoiceKey mapped(Collection<String> correct, OptionPoints points, BigDecimal maximum) {
        return new ChoiceKey(ChoiceIds.of(correct), ScoringPolicy.MAP_RESPONSE, maximum, points);
    }

    Fraction earned(ChoiceResponse response) {
        return options != null
                ? options.earned(response.choices())
                : switch (policy) {
                    case RIGHT_MINUS_WRONG -> rightMinusWrong(response.choices());
                    case ALL_OR_NOTHING, OPTION_WEIGHTS, MAP_RESPONSE ->
                        response.choices().equals(correct) ? Fraction.ONE : Fraction.ZERO;
                };
    }

    private Fraction rightMinusWrong(SortedSet<String> ticked) {
        long right = ticked.stream().filter(correct::contains).count();
        return Fraction.of(Math.max(0, right - (ticked.size() - right)), correct.size());
    }
}
