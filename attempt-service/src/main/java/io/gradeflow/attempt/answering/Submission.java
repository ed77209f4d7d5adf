package io.gradeflow.attempt.answering;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A learner's wish that an answer be stored. */
record Submission(String learnerId, UUID attemptId, int position, AnswerRequest request) {

    /** The same attempt and position give the same id, so that no retry and no race can make a second answer. */
    UUID answerId() {
        return UUID.nameUUIDFromBytes((attemptId + "/" + position).getBytes(StandardCharsets.UTF_8));
    }
}
