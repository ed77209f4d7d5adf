package io.gradeflow.attempt.attempts;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradeflow.attempt.AttemptError;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.ChoiceResponse;
import io.gradeflow.grading.Response;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads attempts for their view. */
@ApplicationScoped
class AttemptReader {

    private record Head(
            UUID id,
            String bank,
            String mode,
            AttemptStatus status,
            Instant startedAt,
            @Nullable Instant finishedAt) {}

    private static final TypeReference<List<AttemptView.Choice>> CHOICES = new TypeReference<>() {};

    private final ObjectMapper json;

    AttemptReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param learnerId whose attempt it must be; null for staff, who may see everybody's
     * @throws ProblemException with 404 if there is none, or none that the learner may see
     */
    AttemptView read(Handle handle, UUID attemptId, @Nullable String learnerId) {
        Head head = handle.createQuery("""
                        SELECT attempt_id, slug, mode, status, started_at, finished_at
                        FROM attempt JOIN bank USING (bank_id)
                        WHERE attempt_id = :attempt AND (CAST(:learner AS text) IS NULL OR learner_id = :learner)
                        """)
                .bind("attempt", attemptId)
                .bind("learner", learnerId)
                .map((row, context) -> head(row))
                .findOne()
                .orElseThrow(() -> unknown(attemptId));
        List<AttemptView.Question> questions = handle.createQuery("""
                        SELECT paper.position, paper.question_id, paper.revision, stem, choices, select_min, select_max,
                            answer_id, version, response, received_at, graded_key_version, score, maximum, correct,
                            key, explanation
                        FROM attempt
                            CROSS JOIN unnest(question_ids, revisions) WITH ORDINALITY
                                AS paper (question_id, revision, position)
                            JOIN question ON question.question_id = paper.question_id AND question.revision = paper.revision
                            LEFT JOIN answer_key
                                ON answer_key.question_id = paper.question_id AND answer_key.revision = paper.revision
                            LEFT JOIN answer ON answer.attempt_id = attempt.attempt_id
                                AND answer.position = paper.position AND NOT superseded
                        WHERE attempt.attempt_id = :attempt
                        ORDER BY paper.position
                        """)
                .bind("attempt", attemptId)
                .map((row, context) -> question(row))
                .list();
        return new AttemptView(
                head.id(),
                head.bank(),
                head.mode(),
                head.status(),
                head.startedAt(),
                head.finishedAt(),
                totals(questions),
                questions);
    }

    static ProblemException unknown(UUID attemptId) {
        return new ProblemException(
                AttemptError.ATTEMPT_UNKNOWN, "No attempt " + attemptId + " belongs to the token's learner.");
    }

    private static Head head(ResultSet row) throws SQLException {
        Timestamp finishedAt = row.getTimestamp("finished_at");
        return new Head(
                row.getObject("attempt_id", UUID.class),
                row.getString("slug"),
                row.getString("mode"),
                AttemptStatus.valueOf(row.getString("status")),
                row.getTimestamp("started_at").toInstant(),
                finishedAt == null ? null : finishedAt.toInstant());
    }

    private AttemptView.Question question(ResultSet row) throws SQLException {
        AttemptView.AnswerStatus status;
        if (row.getString("answer_id") == null) {
            status = AttemptView.AnswerStatus.UNANSWERED;
        } else if (row.getString("graded_key_version") == null) {
            status = AttemptView.AnswerStatus.PENDING;
        } else {
            status = AttemptView.AnswerStatus.GRADED;
        }
        return new AttemptView.Question(
                row.getInt("position"),
                row.getObject("question_id", UUID.class),
                row.getInt("revision"),
                row.getString("stem"),
                choices(row.getString("choices")),
                new AttemptView.Select(row.getInt("select_min"), row.getInt("select_max")),
                status,
                switch (status) {
                    case UNANSWERED -> null;
                    case PENDING -> pending(row);
                    case GRADED -> graded(row);
                });
    }

    private static AttemptView.Answer pending(ResultSet row) throws SQLException {
        return new AttemptView.Answer(
                row.getObject("answer_id", UUID.class),
                row.getInt("version"),
                ticked(row.getString("response")),
                row.getTimestamp("received_at").toInstant(),
                null,
                null,
                null,
                null,
                null);
    }

    /** In practice a graded answer is final, so what was right may be told. */
    private static AttemptView.Answer graded(ResultSet row) throws SQLException {
        String key = row.getString("key");
        return new AttemptView.Answer(
                row.getObject("answer_id", UUID.class),
                row.getInt("version"),
                ticked(row.getString("response")),
                row.getTimestamp("received_at").toInstant(),
                row.getBigDecimal("score"),
                row.getBigDecimal("maximum"),
                row.getBoolean("correct"),
                key == null ? null : correct(key),
                row.getString("explanation"));
    }

    private static List<String> ticked(@Nullable String response) {
        if (response == null) {
            return List.of();
        }
        return switch (EventJson.read(response.getBytes(StandardCharsets.UTF_8), Response.class)) {
            case ChoiceResponse choice -> List.copyOf(choice.choices());
        };
    }

    private static List<String> correct(String key) {
        return switch (EventJson.read(key.getBytes(StandardCharsets.UTF_8), AnswerKey.class)) {
            case ChoiceKey choice -> List.copyOf(choice.correct());
        };
    }

    private List<AttemptView.Choice> choices(String choices) {
        try {
            return json.readValue(choices, CHOICES);
        } catch (IOException e) {
            throw new UncheckedIOException("stored choices can't be read", e);
        }
    }

    private static AttemptView.Totals totals(List<AttemptView.Question> questions) {
        int pending = 0;
        int graded = 0;
        int correct = 0;
        BigDecimal score = BigDecimal.ZERO;
        BigDecimal maximum = BigDecimal.ZERO;
        for (AttemptView.Question question : questions) {
            AttemptView.Answer answer = question.answer();
            if (answer == null) {
                continue;
            }
            if (answer.score() == null || answer.maximum() == null) {
                pending++;
                continue;
            }
            graded++;
            correct += Boolean.TRUE.equals(answer.correct()) ? 1 : 0;
            score = score.add(answer.score());
            maximum = maximum.add(answer.maximum());
        }
        return new AttemptView.Totals(questions.size(), pending + graded, pending, graded, correct, score, maximum);
    }
}
