package io.gradeflow.events;

import io.gradeflow.grading.Response;
import io.gradeflow.grading.TextResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of an answer that was made durable.
 *
 * <p>Trigger: a learner's answer was stored (live lane), or the answer fell behind its key, was never graded, or was loaded
 * from another system (slow lane). Key: learner id. Producer: attempt-service. Topics: {@code answers-submitted}, {@code answers-resubmitted}.
 *
 * @param answerId one per attempt and position, the same for all versions of the answer
 * @param answerVersion counts from 1; each change by the learner adds one
 * @param learnerId opaque: the subject of the learner's token
 * @param mode the attempt's mode, lower case
 * @param response null where the learner cleared the answer
 * @param elapsedMillis time on the question as the client measured it
 * @param keyVersion the newest version of the key that the sender knew; 0 where it knew none
 * @param blueprint the name of the blueprint that the attempt was composed by; null where there is none
 * @param preview true where somebody of the staff tries questions out, which no figure counts; else null
 */
public record AnswerSubmitted(
        UUID answerId,
        int answerVersion,
        UUID attemptId,
        int position,
        String learnerId,
        UUID bankId,
        String mode,
        List<String> cohorts,
        UUID questionId,
        int revision,
        @Nullable Response response,
        @Nullable Long elapsedMillis,
        Instant answeredAt,
        int keyVersion,
        @Nullable String blueprint,
        @Nullable Boolean preview)
        implements AnswerEvent {

    /** Whether it holds words that a learner typed. */
    public boolean holdsWords() {
        return response instanceof TextResponse;
    }

    /** The same without the words that were typed. */
    public AnswerSubmitted withoutWords() {
        return new AnswerSubmitted(
                answerId,
                answerVersion,
                attemptId,
                position,
                learnerId,
                bankId,
                mode,
                cohorts,
                questionId,
                revision,
                holdsWords() ? TextResponse.WITHHELD : response,
                elapsedMillis,
                answeredAt,
                keyVersion,
                blueprint,
                preview);
    }
}
