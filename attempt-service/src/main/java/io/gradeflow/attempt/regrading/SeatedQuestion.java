package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.catalog.Question;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.attempt.results.Scale;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A question on the paper of an attempt.
 *
 * @param led whether the viewer may know whose it is
 * @param erased whether the response is gone, and its grade stays for good
 * @param response as it is stored; null where the question is blank
 * @param score of the answer, with {@code maximum}; null until it is graded, and where it is blank
 * @param paperScore of the whole paper, with {@code paperMaximum}; null unless the attempt is over
 */
record SeatedQuestion(
        UUID attemptId,
        String learnerId,
        @Nullable String name,
        boolean led,
        boolean ended,
        boolean scored,
        boolean erased,
        @Nullable String response,
        @Nullable BigDecimal score,
        @Nullable BigDecimal maximum,
        @Nullable BigDecimal paperScore,
        @Nullable BigDecimal paperMaximum,
        @Nullable Integer passMark,
        @Nullable Scale scale) {

    /**
     * All that are not of the staff's own attempts and not voided, those of one attempt together: history that was loaded may
     * ask the same twice. To be closed.
     */
    static Stream<SeatedQuestion> of(
            Handle handle, Question.Ref question, Viewer viewer, boolean everybody, int rowsAtATime) {
        return viewer
                .bindLeads(handle.createQuery("""
                        SELECT attempt.attempt_id, learner_id, name, status, asked.position <> ALL (unscored) AS scored, pass_mark,
                            scale_min, scale_max, response, answer.erased, graded_key_version, answer.score, answer.maximum,
                            attempt_progress.score AS paper_score, attempt_progress.maximum AS paper_maximum,\s""" + Viewer.LEADS + """
                            AS led
                        FROM question JOIN attempt USING (bank_id)
                            CROSS JOIN LATERAL unnest(question_ids, revisions)
                                WITH ORDINALITY AS asked (question_id, revision, position)
                            JOIN attempt_progress USING (attempt_id)
                            LEFT JOIN answer ON answer.attempt_id = attempt.attempt_id AND answer.position = asked.position
                                AND NOT superseded AND response IS NOT NULL
                            LEFT JOIN learner USING (learner_id)
                        WHERE question.question_id = :question AND question.revision = :revision
                            AND question_ids @> ARRAY[question.question_id]
                            AND asked.question_id = question.question_id AND asked.revision = question.revision
                            AND NOT preview AND status <> 'VOIDED' AND (:everybody OR\s""" + Viewer.LEADS + """
                            )
                        ORDER BY attempt.attempt_id
                        """))
                .bind("question", question.questionId())
                .bind("revision", question.revision())
                .bind("everybody", everybody)
                .setFetchSize(rowsAtATime)
                .map((row, context) -> of(row))
                .stream();
    }

    private static SeatedQuestion of(ResultSet row) throws SQLException {
        return new SeatedQuestion(
                row.getObject("attempt_id", UUID.class),
                row.getString("learner_id"),
                row.getString("name"),
                row.getBoolean("led"),
                AttemptStatus.valueOf(row.getString("status")).isCounted(),
                row.getBoolean("scored"),
                row.getBoolean("erased"),
                row.getString("response"),
                row.getBigDecimal("score"),
                row.getBigDecimal("maximum"),
                row.getBigDecimal("paper_score"),
                row.getBigDecimal("paper_maximum"),
                row.getObject("pass_mark", Integer.class),
                row.getObject("scale_min") == null
                        ? null
                        : new Scale(row.getInt("scale_min"), row.getInt("scale_max")));
    }
}
