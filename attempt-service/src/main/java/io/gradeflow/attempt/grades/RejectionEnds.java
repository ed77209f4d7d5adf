package io.gradeflow.attempt.grades;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.platform.database.Columns;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A grade that comes after all ends what was noted of its answer's rejections. */
final class RejectionEnds {

    private RejectionEnds() {}

    /** Takes grades of an answer and what they end: a grade under an older key than was rejected ends nothing. */
    static void apply(Handle handle, List<AnswerGraded> grades) {
        // Rejections are held before answers, as a replay holds them; one that is stored meanwhile is in a later view.
        end(handle, grades);
        GradeTable.apply(handle, grades);
        end(handle, grades);
    }

    private static void end(Handle handle, List<AnswerGraded> grades) {
        if (isAnyUnresolved(handle)) {
            resolve(handle, grades);
        }
    }

    /** Of an answer that can be told. Mostly there is none; then grades needn't be sent to the database once more to find that out. */
    private static boolean isAnyUnresolved(Handle handle) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM rejected_answer WHERE resolved_at IS NULL AND attempt_id IS NOT NULL)")
                .mapTo(boolean.class)
                .one();
    }

    private static void resolve(Handle handle, List<AnswerGraded> grades) {
        Columns.of(grades)
                .uuid("attempts", AnswerGraded::attemptId)
                .integer("positions", AnswerGraded::position)
                .integer("versions", AnswerGraded::answerVersion)
                .integer("keyVersions", AnswerGraded::keyVersion)
                .uuid("banks", AnswerGraded::bankId)
                .uuid("questions", AnswerGraded::questionId)
                .integer("revisions", AnswerGraded::revision)
                .bindTo(handle.createUpdate("""
                        WITH told AS (
                            SELECT * FROM unnest(:attempts, :positions, :versions, :keyVersions, :banks, :questions, :revisions)
                                AS t (attempt_id, position, version, key_version, bank_id, question_id, revision)),
                        held AS (
                            SELECT rejected_id
                            FROM rejected_answer JOIN told USING (attempt_id, position, bank_id, question_id, revision)
                            WHERE resolved_at IS NULL AND told.version >= answer_version
                                AND (told.version > answer_version OR told.key_version >= rejected_answer.key_version)
                            ORDER BY rejected_id FOR UPDATE OF rejected_answer)
                        UPDATE rejected_answer SET resolved_at = now()
                        FROM held WHERE rejected_answer.rejected_id = held.rejected_id
                        """))
                .execute();
    }
}
