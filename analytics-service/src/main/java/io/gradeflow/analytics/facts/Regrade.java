package io.gradeflow.analytics.facts;

import io.gradeflow.events.AnswerGraded;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The short way of grades that are what a corrected key makes of answers that are known, as nearly all of the slow lane are: facts are worth
 * something else, and whether they count, and which of a learner's is the first, stays as it is. It ends in the same as {@link Recount} for
 * half of the work. The learners have to be held here as there.
 */
final class Regrade {

    /** Below the key version of every correction. */
    private static final int UNCORRECTED = 1;

    /** Fewer are hardly a campaign's, and not worth a look. */
    private static final int MANY = 50;

    /**
     * All but what a key decides has to be as it is stored; what was known under a newer key stays. Facts are found one by one through their
     * key as soon as there are more than a few pages of them, however many are told: a plan reckons with ten.
     */
    private static final String STATEMENT = """
            WITH %s,
            applied AS (
                UPDATE answer_fact AS held SET
                    key_version = told.key_version, correct = told.correct, score = told.score, maximum = told.maximum
                FROM told
                WHERE held.answer_id = told.answer_id AND held.answer_version = told.answer_version
                    AND held.key_version < told.key_version
                    AND (held.attempt_id, held.bank_id, held.learner_id, held.question_id, held.revision, held.mode, held.blueprint,
                            held.cohorts, held.response, held.answered, held.elapsed_millis, held.answered_at)
                        IS NOT DISTINCT FROM (told.attempt_id, told.bank_id, told.learner_id, told.question_id, told.revision, told.mode,
                            told.blueprint, told.cohorts, told.response, told.answered, told.elapsed_millis, told.answered_at)
                RETURNING new.attempt_id, %s),
            noted AS (
                INSERT INTO analysis_change (bank_id, scope, attempt_ids)
                SELECT bank_id, 'ATTEMPT', array_agg(DISTINCT attempt_id) FROM applied
                WHERE mode IN ('exam', 'imported')
                GROUP BY bank_id),
            %s
            SELECT count(*) FROM applied
            """.formatted(GradeColumns.TOLD, Rollups.WORTH, Rollups.ADD_WORTH);

    private Regrade() {}

    /**
     * Applies them if all are nothing but regrades. Otherwise nothing is done, not even for those that are: a transaction that came to the
     * sums twice could wait for another that does, in a circle.
     *
     * @param told one an answer
     */
    static boolean applied(Handle handle, List<AnswerGraded> told) {
        if (told.size() < MANY || told.stream().anyMatch(grade -> grade.keyVersion() <= UNCORRECTED)) {
            return false;
        }
        handle.savepoint("regrade");
        long applied = GradeColumns.of(told)
                .bindTo(handle.createQuery(STATEMENT))
                .mapTo(long.class)
                .one();
        if (applied < told.size()) {
            handle.rollbackToSavepoint("regrade");
            return false;
        }
        handle.releaseSavepoint("regrade");
        return true;
    }
}
