package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.catalog.Question;
import java.util.List;
import java.util.UUID;

/**
 * The order in which an attempt shows the choices of a question. The choices keep their ids. What is to be put in order, or to
 * prompts, is never shown as it was published: its author wrote it down as it belongs.
 */
public final class ChoiceOrder {

    /** The seed of attempts that show choices as they were written. */
    public static final long AS_WRITTEN = 0;

    private ChoiceOrder() {}

    public static List<Question.Choice> of(long seed, UUID questionId, Question question) {
        boolean stays = switch (question.kind()) {
            case SINGLE, MULTIPLE -> seed == AS_WRITTEN || question.keepsOrder();
            case TRUE_FALSE, SHORT_TEXT, NUMERIC -> true;
            case MATCHING, ORDERING -> false;
        };
        return stays ? question.choices() : Draw.of(seed, questionId).shuffled(question.choices());
    }
}
