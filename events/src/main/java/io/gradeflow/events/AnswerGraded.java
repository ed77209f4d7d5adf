package io.gradeflow.events;

import io.gradeflow.grading.Grade;
import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a version of an answer is worth under a version of its key. A view keeps, per answer, the highest
 * {@code (answerVersion, keyVersion)}; order of arrival means nothing.
 *
 * <p>Trigger: a grader graded an answer. Key: learner id. Producer: grader-service. Topics: {@code answers-graded} (live
 * lane), {@code answers-regraded} (slow lane).
 *
 * @param response {@link TextResponse#WITHHELD} where it was typed: grades are kept for ever, and a learner's own words aren't
 * @param keyVersion the version of the key that graded it
 * @param score from 0 to {@code maximum}, rounded once when it was graded
 * @param maximum full credit; 0 where the question was withdrawn
 * @param correct full credit, of more than 0
 * @param preview true where somebody of the staff tries questions out, which no figure counts; else null
 */
public record AnswerGraded(
        UUID answerId,
        int answerVersion,
        int keyVersion,
        UUID attemptId,
        int position,
        String learnerId,
        UUID bankId,
        String mode,
        List<String> cohorts,
        UUID questionId,
        int revision,
        @Nullable Response response,
        BigDecimal score,
        BigDecimal maximum,
        boolean correct,
        @Nullable Long elapsedMillis,
        Instant answeredAt,
        @Nullable String blueprint,
        @Nullable Boolean preview)
        implements AnswerEvent {

    /** The grade of a submitted answer under the key of the given version. */
    public static AnswerGraded of(AnswerSubmitted answer, int keyVersion, Grade grade) {
        return new AnswerGraded(
                answer.answerId(),
                answer.answerVersion(),
                keyVersion,
                answer.attemptId(),
                answer.position(),
                answer.learnerId(),
                answer.bankId(),
                answer.mode(),
                answer.cohorts(),
                answer.questionId(),
                answer.revision(),
                told(answer.response()),
                grade.score(),
                grade.maximum(),
                grade.correct(),
                answer.elapsedMillis(),
                answer.answeredAt(),
                answer.blueprint(),
                answer.preview());
    }

    private static @Nullable Response told(@Nullable Response response) {
        return response instanceof TextResponse ? TextResponse.WITHHELD : response;
    }

    /** The response as it may be kept for ever: without what was typed, of which grades of before that was so tell still. */
    public @Nullable Response responseToKeep() {
        return told(response);
    }
}
