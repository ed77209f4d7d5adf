package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.ResponseView;
import io.gradeflow.attempt.StoredKey;
import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.Response;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The newest version of an answer on a paper, with its grade and what was right, as far as they are here. */
record PaperAnswer(
        UUID answerId,
        int version,
        Response response,
        Instant receivedAt,
        boolean isGraded,
        @Nullable BigDecimal score,
        @Nullable BigDecimal maximum,
        @Nullable Boolean correct,
        @Nullable AnswerKey key,
        @Nullable String explanation) {

    /** By position; a cleared answer is as good as none. */
    static Map<Integer, PaperAnswer> of(Handle handle, UUID attemptId) {
        return handle.createQuery("""
                        SELECT position, answer_id, version, response, received_at, graded_key_version, score, answer.maximum, correct,
                            key, explanation
                        FROM answer LEFT JOIN answer_key USING (question_id, revision)
                        WHERE attempt_id = :attempt AND NOT superseded AND response IS NOT NULL
                        """)
                .bind("attempt", attemptId)
                .reduceResultSet(new HashMap<>(), (answers, row, context) -> {
                    answers.put(row.getInt("position"), of(row));
                    return answers;
                });
    }

    private static PaperAnswer of(ResultSet row) throws SQLException {
        return new PaperAnswer(
                row.getObject("answer_id", UUID.class),
                row.getInt("version"),
                Objects.requireNonNull(StoredResponse.read(row.getString("response"))),
                row.getTimestamp("received_at").toInstant(),
                row.getString("graded_key_version") != null,
                row.getBigDecimal("score"),
                row.getBigDecimal("maximum"),
                row.getObject("correct", Boolean.class),
                StoredKey.read(row.getString("key")),
                row.getString("explanation"));
    }

    /** Empty until it is graded. */
    Optional<AttemptView.Points> points() {
        return score == null || maximum == null || correct == null
                ? Optional.empty()
                : Optional.of(new AttemptView.Points(score, maximum, correct));
    }

    /** @param tellsGrades without it, nothing that depends on the key */
    AttemptView.Answer view(boolean tellsGrades) {
        if (!tellsGrades || !isGraded) {
            return new AttemptView.Answer(
                    answerId,
                    version,
                    StoredResponse.ticked(response),
                    ResponseView.of(response),
                    receivedAt,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
        return new AttemptView.Answer(
                answerId,
                version,
                StoredResponse.ticked(response),
                ResponseView.of(response),
                receivedAt,
                score,
                maximum,
                correct,
                StoredKey.right(key),
                StoredKey.view(key),
                explanation);
    }
}
