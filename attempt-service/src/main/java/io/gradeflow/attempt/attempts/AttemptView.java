package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.ResponseView;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.platform.keys.KeyView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as its learner sees it: nothing about what is right before the mode allows it.
 *
 * @param blueprint the name of the blueprint of an exam, else null
 * @param sitting the id of the sitting that it belongs to, else null
 * @param preview whether somebody of the staff tries questions out, which no figure counts
 * @param deadline when the attempt ends by itself; null where there is no limit of time
 * @param serverTime now, for clients whose clock is wrong
 * @param totals sums over the newest version of each answer
 */
public record AttemptView(
        UUID id,
        String bank,
        String mode,
        @Nullable String blueprint,
        @Nullable UUID sitting,
        boolean preview,
        AttemptStatus status,
        Instant startedAt,
        @Nullable Instant deadline,
        @Nullable Instant finishedAt,
        Instant serverTime,
        Totals totals,
        List<Question> questions) {

    /** Where the answer to a question stands. */
    enum AnswerStatus {
        UNANSWERED,
        /** Stored; more is not told yet in this mode. */
        ANSWERED,
        PENDING,
        GRADED
    }

    /**
     * @param pending with all that follow null as long as the mode tells nothing of grades
     * @param score the sum over graded answers
     * @param maximum full credit of the graded answers
     */
    public record Totals(
            int questions,
            int answered,
            @Nullable Integer pending,
            @Nullable Integer graded,
            @Nullable Integer correct,
            @Nullable BigDecimal score,
            @Nullable BigDecimal maximum) {

        /**
         * Where grades may be told.
         *
         * @param graded the points of each answer that has a grade
         */
        public static Totals of(int questions, int answered, List<Points> graded) {
            int correct = 0;
            BigDecimal score = BigDecimal.ZERO;
            BigDecimal maximum = BigDecimal.ZERO;
            for (Points points : graded) {
                correct += points.correct() ? 1 : 0;
                score = score.add(points.score());
                maximum = maximum.add(points.maximum());
            }
            return new Totals(questions, answered, answered - graded.size(), graded.size(), correct, score, maximum);
        }

        static Totals hidden(int questions, int answered) {
            return new Totals(questions, answered, null, null, null, null, null);
        }
    }

    /** What a graded answer adds to the totals. */
    public record Points(BigDecimal score, BigDecimal maximum, boolean correct) {}

    /**
     * @param position counts from 1
     * @param kind says what is asked for, and so which field answers it
     * @param stem Markdown without HTML: what stands in angle brackets is text; so are choices and prompts
     * @param choices in the order of this attempt; none where the answer is typed
     * @param prompts with MATCHING what the choices are put to; else null
     * @param select 0 to 0 where nothing is ticked
     * @param flagged whether the learner wants to come back to it
     * @param elapsedMillis time on it so far; null where the client measured none
     * @param seq the highest that the client sent; null for none
     * @param answer null while the question is unanswered
     */
    record Question(
            int position,
            UUID questionId,
            int revision,
            Kind kind,
            String stem,
            List<Choice> choices,
            @Nullable List<Choice> prompts,
            Select select,
            AnswerStatus status,
            boolean flagged,
            @Nullable Long elapsedMillis,
            @Nullable Long seq,
            @Nullable Answer answer) {}

    record Choice(String id, String text) {}

    /** How many choices to tick. */
    record Select(int min, int max) {}

    /**
     * The newest version of an answer.
     *
     * @param choices ids of the choices ticked; none where nothing is ticked
     * @param response what was answered, whatever the kind of question
     * @param score null until graded and told, with {@code maximum} and {@code correct}
     * @param correctChoices what was right, with {@code key} and {@code explanation}; once the answer can't change any more
     * @param key all that was right, and how it scores
     */
    record Answer(
            UUID answerId,
            int version,
            List<String> choices,
            @Nullable ResponseView response,
            Instant receivedAt,
            @Nullable BigDecimal score,
            @Nullable BigDecimal maximum,
            @Nullable Boolean correct,
            @Nullable List<String> correctChoices,
            @Nullable KeyView key,
            @Nullable String explanation) {}
}
