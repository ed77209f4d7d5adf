package io.gradeflow.analytics.facts;

import io.gradeflow.events.AnswerGraded;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Brings the facts of pairs of a learner and a question, and with them the sums, to what was told of their answers and of their
 * attempts' endings. The learners have to be held; see {@link Learners} and ADR 19.
 */
final class Recount {

    /**
     * Whether a fact counts, over its columns and those of its {@code attempt}, if that ever ended. An exam's counts once the exam
     * is over, and only in a version that its paper holds: a newer one was given after the attempt was opened again, even if
     * nothing says so yet. All others count at once. Nothing counts of what was voided. See ADR 11.
     */
    static final String COUNTS = """
            CASE WHEN newest.mode = 'exam'
                THEN coalesce(ending IN ('FINISHED', 'EXPIRED')
                    AND answer_version <= answer_versions[array_position(question_ids, question_id)], false)
                ELSE ending IS DISTINCT FROM 'VOIDED' END
            """;

    /**
     * Looks at the pairs of the facts told, and of those that are stored of the attempts. Of each answer the highest version
     * counts, the stored one before one told that is the same; of a pair the earliest answer is the first, whatever arrives
     * first. Only facts that differ from what is stored are written, and by that difference the sums change: so duplicates,
     * replays, reordering and regrades all end in the same figures. What is analysed as a whole is noted where it changes.
     *
     * <p>Stored rows are looked up one by one, which {@code OFFSET 0} keeps the planner from changing: a plan that was made while
     * the tables were small would read them whole when they have grown.
     */
    private static final String STATEMENT =
            """
            WITH %5$s,
            pair (of_learner, in_bank, to_question) AS (
                SELECT learner_id, bank_id, question_id FROM told
                UNION
                SELECT learner_id, bank_id, question_id FROM answer_fact WHERE attempt_id = ANY (:ended)),
            newest AS (
                SELECT DISTINCT ON (answer_id) * FROM (
                    SELECT %1$s, true AS stored, counted AS was_counted, first AS was_first
                    FROM pair CROSS JOIN LATERAL (
                        SELECT * FROM answer_fact
                        WHERE learner_id = of_learner AND bank_id = in_bank AND question_id = to_question OFFSET 0) AS held
                    UNION ALL
                    SELECT %1$s, false, NULL, NULL FROM told) AS version
                ORDER BY answer_id, answer_version DESC, key_version DESC, stored DESC),
            judged AS (
                SELECT newest.*, ending IS NOT NULL AS ended, %2$s AS counted
                FROM newest LEFT JOIN LATERAL (
                    SELECT ending, question_ids, answer_versions FROM attempt
                    WHERE attempt.attempt_id = newest.attempt_id AND paper_version > 0 OFFSET 0) AS ended ON true),
            placed AS (
                SELECT *, counted AND answered AND 1 = row_number() OVER (
                    PARTITION BY learner_id, question_id, counted AND answered ORDER BY answered_at, answer_id) AS first
                FROM judged),
            applied AS (
                INSERT INTO answer_fact (%1$s, counted, first)
                SELECT %1$s, counted, first FROM placed
                WHERE (counted, first) IS DISTINCT FROM (was_counted, was_first)
                ORDER BY answer_id
                ON CONFLICT (answer_id) DO UPDATE SET
                    answer_version = excluded.answer_version, key_version = excluded.key_version, revision = excluded.revision,
                    mode = excluded.mode, blueprint = excluded.blueprint, cohorts = excluded.cohorts, response = excluded.response,
                    answered = excluded.answered, correct = excluded.correct, score = excluded.score, maximum = excluded.maximum,
                    elapsed_millis = excluded.elapsed_millis, answered_at = excluded.answered_at,
                    counted = excluded.counted, first = excluded.first
                RETURNING %3$s),
            noted AS (
                INSERT INTO analysis_change (bank_id, scope, attempt_ids)
                SELECT bank_id, 'ATTEMPT', array_agg(DISTINCT attempt_id) FROM placed
                WHERE mode IN ('exam', 'imported') AND ended AND (counted, first) IS DISTINCT FROM (was_counted, was_first)
                GROUP BY bank_id),
            %4$s
            SELECT count(*) FROM applied
            """.formatted(GradeColumns.NAMES, COUNTS, Rollups.CHANGE, Rollups.ADD, GradeColumns.TOLD);

    private Recount() {}

    /** @param told one an answer */
    static void ofAnswers(Handle handle, List<AnswerGraded> told) {
        run(handle, told, List.of());
    }

    /** What counts of these attempts may have changed; of the same questions others' places may change with it. */
    static void ofAttempts(Handle handle, List<UUID> attempts) {
        run(handle, List.of(), attempts);
    }

    private static void run(Handle handle, List<AnswerGraded> told, List<UUID> ended) {
        GradeColumns.of(told)
                .bindTo(handle.createQuery(STATEMENT))
                .bindArray("ended", UUID.class, ended)
                .mapTo(long.class)
                .one();
    }
}
