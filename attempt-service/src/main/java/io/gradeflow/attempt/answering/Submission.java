package io.gradeflow.attempt.answering;

import java.util.UUID;

/** A learner's wish that an answer be stored. */
record Submission(String learnerId, UUID attemptId, int position, AnswerRequest request) {

    UUID answerId() {
        return StoredAnswer.answerId(attemptId, position);
    }
}
