package io.gradeflow.attempt.answering;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A learner's wish that an answer be stored.
 *
 * @param trace the place in the trace of the call; null where that isn't recorded
 */
record Submission(
        String learnerId,
        UUID attemptId,
        int position,
        AnswerRequest request,
        @Nullable String trace) {

    UUID answerId() {
        return StoredAnswer.answerId(attemptId, position);
    }
}
