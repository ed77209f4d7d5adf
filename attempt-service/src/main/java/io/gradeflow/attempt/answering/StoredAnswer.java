package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.grading.Response;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of an answer as it was committed, with what its event tells of the attempt.
 *
 * @param trace the place in the trace of the call that brought it; null where that wasn't recorded
 */
record StoredAnswer(
        UUID answerId,
        int version,
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
        Instant receivedAt,
        @Nullable String blueprint,
        boolean preview,
        @Nullable String trace) {

    /** The columns that {@link #of} reads, from {@code answer JOIN attempt USING (attempt_id)}. */
    static final String COLUMNS = """
            version, attempt_id, position, learner_id, bank_id, mode, cohorts, question_id, revision, response,
                elapsed_millis, received_at, blueprint, preview, traceparent
            """;

    /** The version of an answer that a submission makes. */
    static StoredAnswer of(
            Submission submission,
            AskedQuestion asked,
            int version,
            @Nullable Response response,
            @Nullable Long elapsedMillis,
            Instant receivedAt) {
        Question.Ref question = Objects.requireNonNull(asked.question());
        return new StoredAnswer(
                submission.answerId(),
                version,
                submission.attemptId(),
                submission.position(),
                submission.learnerId(),
                asked.bankId(),
                asked.mode(),
                asked.cohorts(),
                question.questionId(),
                question.revision(),
                response,
                elapsedMillis,
                receivedAt,
                asked.blueprint(),
                asked.preview(),
                submission.trace());
    }

    static StoredAnswer of(ResultSet row) throws SQLException {
        UUID attemptId = row.getObject("attempt_id", UUID.class);
        int position = row.getInt("position");
        return new StoredAnswer(
                answerId(attemptId, position),
                row.getInt("version"),
                attemptId,
                position,
                row.getString("learner_id"),
                row.getObject("bank_id", UUID.class),
                row.getString("mode"),
                List.of((String[]) row.getArray("cohorts").getArray()),
                row.getObject("question_id", UUID.class),
                row.getInt("revision"),
                StoredResponse.read(row.getString("response")),
                row.getObject("elapsed_millis", Long.class),
                row.getTimestamp("received_at").toInstant(),
                row.getString("blueprint"),
                row.getBoolean("preview"),
                row.getString("traceparent"));
    }

    /** The same attempt and position give the same id, so that no retry and no race can make a second answer. */
    static UUID answerId(UUID attemptId, int position) {
        return UUID.nameUUIDFromBytes((attemptId + "/" + position).getBytes(StandardCharsets.UTF_8));
    }

    @Nullable
    String responseJson() {
        return StoredResponse.write(response);
    }

    AnswerSubmitted submitted(int keyVersion) {
        return new AnswerSubmitted(
                answerId,
                version,
                attemptId,
                position,
                learnerId,
                bankId,
                mode,
                cohorts,
                questionId,
                revision,
                response,
                elapsedMillis,
                receivedAt,
                keyVersion,
                blueprint,
                preview ? true : null);
    }
}
