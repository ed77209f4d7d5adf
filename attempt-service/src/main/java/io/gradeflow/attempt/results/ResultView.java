package io.gradeflow.attempt.results;

import io.gradeflow.attempt.ResponseView;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.events.QuestionPublished.Kind;
import io.gradeflow.platform.keys.KeyView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt. A voided one has no score and nothing that follows from it, but still tells what was right.
 *
 * @param score over the scored questions, blank ones as nothing; null where the attempt is voided, with all to {@code passed}
 * @param percent of the maximum, rounded down to two decimals
 * @param scaledScore on the blueprint's scale, rounded down; null without a blueprint, with {@code scale} to {@code passed}
 * @param provisional whether a grade, or an answer, is still to come
 * @param elapsedMillis time on all questions, as the client measured it; null where it measured none
 * @param percentile among attempts on the same blueprint; null without one, and while provisional
 * @param corrections of keys of its questions since it started, the first first: why a score is another now than it was
 */
record ResultView(
        UUID id,
        String learnerId,
        String bank,
        String mode,
        @Nullable String blueprint,
        boolean preview,
        AttemptStatus status,
        Instant startedAt,
        @Nullable Instant deadline,
        @Nullable Instant finishedAt,
        @Nullable BigDecimal score,
        @Nullable BigDecimal maximum,
        @Nullable BigDecimal percent,

        @Schema(example = "745") @Nullable Integer scaledScore,

        @Nullable Scale scale,

        @Schema(example = "720") @Nullable Integer passMark,

        @Nullable Boolean passed,

        @Schema(example = Scale.LABEL) @Nullable String scaleLabel,

        boolean provisional,
        @Nullable Long elapsedMillis,
        @Nullable PercentileRank percentile,
        List<CorrectedKey> corrections,
        List<TopicResult> topics,
        List<Question> questions) {

    /** Where the answer to a question stands. */
    enum AnswerStatus {
        UNANSWERED,
        PENDING,
        GRADED
    }

    /**
     * @param position counts from 1
     * @param choices ids of the choices ticked; none where nothing is ticked
     * @param response what was answered, whatever the kind of question; null where it is blank
     * @param scored whether it counts
     * @param score null until graded, with {@code correct}
     * @param maximum null while the attempt runs and it isn't graded, with {@code correctChoices}, {@code key} and
     *     {@code explanation}
     * @param key all that was right, and how it scores
     */
    record Question(
            int position,
            UUID questionId,
            int revision,
            Kind kind,
            String stem,
            List<String> choices,
            @Nullable ResponseView response,
            AnswerStatus status,
            boolean flagged,
            @Nullable Long elapsedMillis,
            boolean scored,
            @Nullable BigDecimal score,
            @Nullable BigDecimal maximum,
            @Nullable Boolean correct,
            @Nullable List<String> correctChoices,
            @Nullable KeyView key,
            @Nullable String explanation) {}
}
