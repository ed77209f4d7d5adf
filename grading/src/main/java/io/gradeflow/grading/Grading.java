package io.gradeflow.grading;

import org.jspecify.annotations.Nullable;

/**
 * Grades a response with a key: the same input gives the same grade on every machine, for ever.
 *
 * <p>No answer has an event for a question that was left blank. A view that counts it grades it itself, by {@code
 * grade(key, null)}; then it needs to know nothing of what corrections do to blank ones.
 */
public final class Grading {

    private Grading() {}

    /**
     * @param response what was answered, or null where the learner cleared the answer or never gave one; that earns nothing,
     *     unless the key gives everybody the credit
     * @return the grade; an id that the question doesn't have, or a response of another kind, is simply not right
     */
    public static Grade grade(AnswerKey key, @Nullable Response response) {
        return switch (key) {
            case ChoiceKey choices ->
                grade(response instanceof ChoiceResponse given ? choices.earned(given) : null, key);
            case TextKey text -> grade(response instanceof TextResponse given ? text.earned(given) : null, key);
            case NumericKey numeric ->
                grade(response instanceof NumberResponse given ? numeric.earned(given) : null, key);
            case MatchingKey matching ->
                grade(response instanceof PairsResponse given ? matching.earned(given) : null, key);
            case OrderingKey ordering ->
                grade(response instanceof OrderResponse given ? ordering.earned(given) : null, key);
            case CreditAllKey creditAll -> grade(Fraction.ONE, creditAll);
            case WithdrawnKey withdrawn -> grade(Fraction.ZERO, withdrawn);
        };
    }

    /** @param earned null where nothing was answered, or what another kind of question asks for */
    private static Grade grade(@Nullable Fraction earned, AnswerKey key) {
        return Grade.of(earned == null ? Fraction.ZERO : earned, key.maximum());
    }
}
