package io.gradeflow.attempt.grades;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.platform.database.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Writes grades to the answers they belong to. */
final class GradeTable {

    private record AnswerVersion(UUID attemptId, int position, int version) {}

    private GradeTable() {}

    /**
     * Keeps, for each version of an answer, the grade under the highest key version, whatever comes first. The rows are locked
     * in one order, so that two lanes never wait for each other; the row of an answer that is being sent is waited for. Each
     * attempt of which a grade was really taken has one change more, which viewers hear of, and if it is over, its paper is
     * worth something else.
     */
    static void apply(Handle handle, List<AnswerGraded> events) {
        List<AnswerGraded> newest = List.copyOf(events.stream()
                .collect(Collectors.toMap(
                        grade -> new AnswerVersion(grade.attemptId(), grade.position(), grade.answerVersion()),
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(AnswerGraded::keyVersion))))
                .values());
        Map<UUID, Long> changes = AttemptProgress.lock(
                handle, newest.stream().map(AnswerGraded::attemptId).distinct().toList());
        Set<UUID> unvalued = write(handle, newest, changes);
        if (!unvalued.isEmpty()) {
            PaperWorth.changed(handle, unvalued);
        }
    }

    /**
     * Also keeps what a grade under a newer key changed, and values the papers of which nothing but these grades changed.
     *
     * @param changes the number of the last change of each attempt
     * @return the attempts with a new grade, which bears the number that follows, whose own number and worth are still as they were
     */
    private static Set<UUID> write(Handle handle, List<AnswerGraded> grades, Map<UUID, Long> changes) {
        return Columns.of(grades)
                .uuid("attempts", AnswerGraded::attemptId)
                .integer("positions", AnswerGraded::position)
                .integer("versions", AnswerGraded::answerVersion)
                .integer("keyVersions", AnswerGraded::keyVersion)
                .numeric("scores", AnswerGraded::score)
                .numeric("maxima", AnswerGraded::maximum)
                .bool("corrects", AnswerGraded::correct)
                .bigint("changes", grade -> changes.getOrDefault(grade.attemptId(), 0L) + 1)
                .bindTo(handle.createQuery("""
                        WITH grade AS (
                            SELECT * FROM unnest(:attempts, :positions, :versions, :keyVersions, :scores, :maxima, :corrects, :changes)
                                AS g (attempt_id, position, version, key_version, score, maximum, correct, change)),
                        held AS (
                            SELECT grade.* FROM answer JOIN grade USING (attempt_id, position, version)
                            WHERE coalesce(erased_key_version, graded_key_version, -1) < grade.key_version
                            ORDER BY attempt_id, position, version FOR UPDATE OF answer),
                        taken AS (
                        UPDATE answer SET
                            graded_key_version = CASE WHEN erased THEN :forGood ELSE held.key_version END,
                            erased_key_version = CASE WHEN erased THEN held.key_version END,
                            score = held.score, maximum = held.maximum, correct = held.correct,
                            awaiting = NOT erased AND held.key_version < coalesce(sent_key_version, 0)
                                AND (rejected_key_version IS NULL OR rejected_key_version < sent_key_version),
                            rejected_key_version = CASE
                                WHEN rejected_key_version > held.key_version THEN rejected_key_version END,
                            change = held.change
                        FROM held
                        WHERE answer.attempt_id = held.attempt_id AND answer.position = held.position
                            AND answer.version = held.version
                            AND coalesce(erased_key_version, graded_key_version, -1) < held.key_version
                        RETURNING answer.attempt_id, answer.position, answer.version, question_id, revision, superseded, erased,
                            response IS NOT NULL AS answered,
                            coalesce(old.erased_key_version, old.graded_key_version) AS former_key_version, old.score AS former_score,
                            old.maximum AS former_maximum, coalesce(new.erased_key_version, new.graded_key_version) AS key_version,
                            new.score, new.maximum),
                        regraded AS (
                            INSERT INTO grade_change (attempt_id, position, version, key_version, question_id, revision,
                                former_key_version, former_score, former_maximum, score, maximum, changed_at)
                            SELECT attempt_id, position, version, key_version, question_id, revision, former_key_version,
                                former_score, former_maximum, score, maximum, now()
                            FROM taken
                            WHERE (former_score, former_maximum) <> (score, maximum)),
                        %s
                        SELECT attempt_id FROM taken EXCEPT SELECT attempt_id FROM valued
                        """.formatted(PaperWorth.BY_DIFFERENCE)))
                .bind("forGood", ErasedGrades.FOR_GOOD)
                .mapTo(UUID.class)
                .collect(Collectors.toSet());
    }
}
