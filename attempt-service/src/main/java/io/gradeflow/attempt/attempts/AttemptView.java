package io.gradeflow.attempt.attempts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as its learner sees it: nothing about what is right before the mode allows it.
 *
 * @param totals sums over the newest version of each answer
 */
record AttemptView(
        UUID id,
        String bank,
        String mode,
        AttemptStatus status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Totals totals,
        List<Question> questions) {

    /** Where the answer to a question stands. */
    enum AnswerStatus {
        UNANSWERED,
        PENDING,
        GRADED
    }

    /**
     * @param score the sum over graded answers
     * @param maximum full credit of the graded answers
     */
    record Totals(
            int questions, int answered, int pending, int graded, int correct, BigDecimal score, BigDecimal maximum) {}

    /**
     * @param position counts from 1
     * @param answer null while the question is unanswered
     */
    record Question(
            int position,
            UUID questionId,
            int revision,
            String stem,
            List<Choice> choices,
            Select select,
            AnswerStatus status,
            @Nullable Answer answer) {}

    record Choice(String id, String text) {}

    /** How many choices to tick. */
    record Select(int min, int max) {}

    /**
     * The newest version of an answer.
     *
     * @param score null until graded, with {@code maximum} and {@code correct}
     * @param correctChoices what was right, with {@code explanation}; in practice once the answer is graded and so final
     */
    record Answer(
            UUID answerId,
            int version,
            List<String> choices,
            Instant receivedAt,
            @Nullable BigDecimal score,
            @Nullable BigDecimal maximum,
            @Nullable Boolean correct,
            @Nullable List<String> correctChoices,
            @Nullable String explanation) {}
}
