package io.gradeflow.attempt.modes;

import io.gradeflow.attempt.catalog.Question;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The order in which an attempt shows the choices of a question. The choices keep their ids. */
public final class ChoiceOrder {

    /** The seed of attempts that show choices as they were written. */
    public static final long AS_WRITTEN = 0;

    /** A choice that speaks of others by their place or letter makes sense only where it was written. */
    private static final Pattern SPEAKS_OF_OTHERS = Pattern.compile(
            "\\b(above|below|preceding|following|previous)\\b|\\b(both|either|neither|only)?\\s*\\(?[A-H]\\)? (and|or|nor) \\(?[A-H]\\b",
            Pattern.CASE_INSENSITIVE);

    private ChoiceOrder() {}

    public static List<Question.Choice> of(long seed, UUID questionId, List<Question.Choice> choices) {
        if (seed == AS_WRITTEN || choices.stream().anyMatch(ChoiceOrder::speaksOfOthers)) {
            return choices;
        }
        return Draw.of(seed, questionId).shuffled(choices);
    }

    private static boolean speaksOfOthers(Question.Choice choice) {
        return SPEAKS_OF_OTHERS.matcher(choice.text()).find();
    }
}
