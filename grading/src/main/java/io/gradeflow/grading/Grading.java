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
     * @return the grade; a choice id that the question doesn't have is simply not right
     */
    public static Grade grade(AnswerKey key, @Nullable Response response) {
        return switch (key) {
            case ChoiceKey choiceKey -> gradeChoices(choiceKey, response);
            case CreditAllKey creditAll -> Grade.ofFraction(1, 1, creditAll.maximum());
            case WithdrawnKey withdrawn -> Grade.ofFraction(0, 1, withdrawn.maximum());
        };
    }

    private static Grade gradeChoices(ChoiceKey key, @Nullable Response response) {
        return switch (response) {
            case null -> Grade.ofFraction(0, 1, key.maximum());
            case ChoiceResponse ticked ->
                switch (key.policy()) {
                    case ALL_OR_NOTHING ->
                        Grade.ofFraction(ticked.choices().equals(key.correct()) ? 1 : 0, 1, key.maximum());
                };
        };
    }
}
