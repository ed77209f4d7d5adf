package io.gradeflow.attempt.results;

import io.gradeflow.attempt.StoredKey;
import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.grading.Grading;
import io.gradeflow.grading.Response;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A position of a paper with all that is known of it.
 *
 * @param scored whether it counts
 * @param response null where the question is blank, or its answer was cleared
 * @param grade what an answer was found worth, null until it is; of what is blank, what its key gives for nothing, null where no
 *     key is known yet
 * @param settled whether the grade under the newest known key is here; true of what is blank, and of what is erased, which gets no other
 * @param key null where none is known yet
 */
record PaperRow(
        int position,
        Question.Ref question,
        boolean scored,
        @Nullable Response response,
        @Nullable Grade grade,
        boolean settled,
        @Nullable AnswerKey key,
        @Nullable String explanation,
        boolean flagged,
        @Nullable Long elapsedMillis) {

    /** What a position is worth. */
    record Grade(BigDecimal score, BigDecimal maximum, boolean correct) {}

    /** In their order, with one statement. */
    static List<PaperRow> of(Handle handle, UUID attemptId) {
        return handle.createQuery("""
                        SELECT paper.position, paper.question_id, paper.revision, paper.position <> ALL (unscored) AS scored,
                            response, erased, graded_key_version, key_version, score, answer.maximum, correct, key, explanation, flagged,
                            attempt_position.elapsed_millis
                        FROM attempt
                            CROSS JOIN LATERAL unnest(question_ids, revisions)
                                WITH ORDINALITY AS paper (question_id, revision, position)
                            LEFT JOIN answer ON answer.attempt_id = attempt.attempt_id
                                AND answer.position = paper.position AND NOT superseded AND response IS NOT NULL
                            LEFT JOIN answer_key ON answer_key.question_id = paper.question_id
                                AND answer_key.revision = paper.revision
                            LEFT JOIN attempt_position ON attempt_position.attempt_id = attempt.attempt_id
                                AND attempt_position.position = paper.position
                        WHERE attempt.attempt_id = :attempt
                        ORDER BY paper.position
                        """)
                .bind("attempt", attemptId)
                .map((row, context) -> of(row))
                .list();
    }

    boolean isAnswered() {
        return response != null;
    }

    /** Whether there is nothing to be had for it. */
    boolean isWithdrawn() {
        return maximum().signum() == 0 && key != null;
    }

    boolean isCorrect() {
        return grade != null && grade.correct();
    }

    /** What it adds to a score. */
    BigDecimal points() {
        return grade == null ? BigDecimal.ZERO : grade.score();
    }

    /** What it adds to a maximum. */
    BigDecimal maximum() {
        if (grade != null) {
            return grade.maximum();
        }
        return key == null ? BigDecimal.ZERO : key.maximum();
    }

    List<String> ticked() {
        return StoredResponse.ticked(response);
    }

    @Nullable
    List<String> right() {
        return StoredKey.right(key);
    }

    private static PaperRow of(ResultSet row) throws SQLException {
        Response response = StoredResponse.read(row.getString("response"));
        AnswerKey key = StoredKey.read(row.getString("key"));
        Integer gradedUnder = row.getObject("graded_key_version", Integer.class);
        return new PaperRow(
                row.getInt("position"),
                new Question.Ref(row.getObject("question_id", UUID.class), row.getInt("revision")),
                row.getBoolean("scored"),
                response,
                response == null ? blank(key) : gradedUnder == null ? null : grade(row),
                response == null
                        || row.getBoolean("erased")
                        || (gradedUnder != null && gradedUnder >= row.getInt("key_version")),
                key,
                row.getString("explanation"),
                row.getBoolean("flagged"),
                row.getObject("elapsed_millis", Long.class));
    }

    private static Grade grade(ResultSet row) throws SQLException {
        return new Grade(row.getBigDecimal("score"), row.getBigDecimal("maximum"), row.getBoolean("correct"));
    }

    private static @Nullable Grade blank(@Nullable AnswerKey key) {
        if (key == null) {
            return null;
        }
        io.gradeflow.grading.Grade grade = Grading.grade(key, null);
        return new Grade(grade.score(), grade.maximum(), grade.correct());
    }
}
