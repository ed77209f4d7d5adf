package io.gradeflow.attempt.grades;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.platform.database.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes grades to the answers they belong to. */
final class GradeTable {

    private record AnswerVersion(Object attemptId, int position, int version) {}

    private GradeTable() {}

    /**
     * Keeps, for each version of an answer, the grade under the highest key version, whatever comes first. The rows are locked
     * in one order, so that two lanes never wait for each other; the row of an answer that is being sent is waited for.
     */
    static void apply(Handle handle, List<AnswerGraded> events) {
        List<AnswerGraded> newest = List.copyOf(events.stream()
                .collect(Collectors.toMap(
                        grade -> new AnswerVersion(grade.attemptId(), grade.position(), grade.answerVersion()),
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(AnswerGraded::keyVersion))))
                .values());
        Columns.of(newest)
                .uuid("attempts", AnswerGraded::attemptId)
                .integer("positions", AnswerGraded::position)
                .integer("versions", AnswerGraded::answerVersion)
                .integer("keyVersions", AnswerGraded::keyVersion)
                .numeric("scores", AnswerGraded::score)
                .numeric("maxima", AnswerGraded::maximum)
                .bool("corrects", AnswerGraded::correct)
                .bindTo(handle.createUpdate("""
                        WITH grade AS (
                            SELECT * FROM unnest(:attempts, :positions, :versions, :keyVersions, :scores, :maxima, :corrects)
                                AS g (attempt_id, position, version, key_version, score, maximum, correct)),
                        held AS (
                            SELECT attempt_id, position, version FROM answer JOIN grade USING (attempt_id, position, version)
                            ORDER BY attempt_id, position, version FOR UPDATE OF answer)
                        UPDATE answer SET
                            graded_key_version = grade.key_version, score = grade.score, maximum = grade.maximum,
                            correct = grade.correct, awaiting = grade.key_version < coalesce(sent_key_version, 0)
                        FROM grade JOIN held USING (attempt_id, position, version)
                        WHERE answer.attempt_id = grade.attempt_id AND answer.position = grade.position
                            AND answer.version = grade.version
                            AND (graded_key_version IS NULL OR graded_key_version < grade.key_version)
                        """))
                .execute();
    }
}
