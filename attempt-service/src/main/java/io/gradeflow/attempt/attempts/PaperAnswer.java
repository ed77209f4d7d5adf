package io.gradeflow.attempt.attempts;

import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Response;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                        SELECT position, answer_id, version, response, received_at, graded_key_version, score, maximum, correct,
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
        String key = row.getString("key");
        return new PaperAnswer(
                row.getObject("answer_id", UUID.class),
                row.getInt("version"),
                read(row.getString("response"), Response.class),
                row.getTimestamp("received_at").toInstant(),
                row.getString("graded_key_version") != null,
                row.getBigDecimal("score"),
                row.getBigDecimal("maximum"),
                row.getObject("correct", Boolean.class),
                key == null ? null : read(key, AnswerKey.class),
                row.getString("explanation"));
    }

    /** @param tellsGrades without it, nothing that depends on the key */
    AttemptView.Answer view(boolean tellsGrades) {
        if (!tellsGrades || !isGraded) {
            return new AttemptView.Answer(
                    answerId, version, ticked(response), receivedAt, null, null, null, null, null);
        }
        return new AttemptView.Answer(
                answerId,
                version,
                ticked(response),
                receivedAt,
                score,
                maximum,
                correct,
                key == null ? null : right(key),
                explanation);
    }

    private static List<String> ticked(Response response) {
        return switch (response) {
            case ChoiceResponse choice -> List.copyOf(choice.choices());
        };
    }

    private static List<String> right(AnswerKey key) {
        return switch (key) {
            case ChoiceKey choice -> List.copyOf(choice.correct());
        };
    }

    private static <T> T read(String stored, Class<T> type) {
        return EventJson.read(stored.getBytes(StandardCharsets.UTF_8), type);
    }
}
