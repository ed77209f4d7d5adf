package io.gradeflow.attempt.grades;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What the papers of attempts that are over are worth, as it is kept in {@code attempt_progress}. */
public final class PaperWorth {

    /**
     * Table expressions for a statement whose expression {@code taken} are answers with the grade they have now and had before. The attempts
     * of {@code valued} have one change more. Their paper is worth nothing still where the attempt isn't over. It is worth more or less by
     * what these grades changed where nothing else of it may be on its way: all of its answers were graded before, each of these is graded
     * under its newest key, and of no other question of it the key is changing. That is what computing it anew would give, but for
     * the price of looking at the whole paper. Of other attempts, nothing is changed.
     */
    static final String BY_DIFFERENCE = """
            changing AS (
                SELECT question_id FROM key_sweep UNION SELECT question_id FROM answer_key WHERE swept_version < key_version),
            moved AS (
                SELECT attempt.attempt_id,
                    coalesce(sum(taken.score - former_score) FILTER (WHERE NOT superseded AND position <> ALL (unscored)), 0) AS score,
                    coalesce(sum(taken.maximum - former_maximum) FILTER (WHERE NOT superseded AND position <> ALL (unscored)), 0)
                        AS maximum,
                    bool_and(superseded OR (answered AND former_maximum IS NOT NULL
                        AND (erased OR taken.key_version >= coalesce(answer_key.key_version, 0))))
                    AND NOT EXISTS (
                        SELECT FROM changing
                        WHERE changing.question_id = ANY (question_ids) AND changing.question_id <> ALL (array_agg(taken.question_id)))
                        AS is_all
                FROM taken JOIN attempt USING (attempt_id) LEFT JOIN answer_key USING (question_id, revision)
                GROUP BY attempt.attempt_id),
            valued AS (
                UPDATE attempt_progress SET
                    score = attempt_progress.score + moved.score, maximum = attempt_progress.maximum + moved.maximum,
                    change = change + 1
                FROM moved
                WHERE attempt_progress.attempt_id = moved.attempt_id AND (ungraded IS NULL OR (ungraded = 0 AND is_all))
                RETURNING attempt_progress.attempt_id)
            """;

    private PaperWorth() {}

    /**
     * Computes score, maximum and the number of answers whose grade is to come, of each paper as it stands now: over the
     * questions that count, with what is blank as its key gives for nothing. An attempt that is open or voided is worth nothing,
     * which is not zero.
     *
     * <p>The caller holds the attempts' rows of {@code attempt_progress} ({@link AttemptProgress#lock}), locked in an earlier
     * statement. A grade that arrives and a move that ends the attempt both do: whichever is second sees what the first did. A
     * caller that changes the attempts' own rows has locked these before.
     *
     * @return the attempts whose paper is worth something else now
     */
    static Set<UUID> recompute(Handle handle, Collection<UUID> attemptIds) {
        return recompute(handle, attemptIds, false);
    }

    /** The same for attempts that changed in any case: each has the number that follows that of its last change. */
    static void changed(Handle handle, Collection<UUID> attemptIds) {
        recompute(handle, attemptIds, true);
    }

    private static Set<UUID> recompute(Handle handle, Collection<UUID> attemptIds, boolean changed) {
        return handle.createQuery("""
                        WITH concerned AS (
                            SELECT attempt_id, status, question_ids, revisions, unscored FROM attempt
                            WHERE attempt_id = ANY (:attempts)),
                        -- All papers joined at once: one at a time, each would look through small tables anew.
                        worth AS (
                            SELECT concerned.attempt_id,
                                coalesce(sum(CASE WHEN answer.attempt_id IS NULL THEN blank_score ELSE answer.score END)
                                    FILTER (WHERE entry.position <> ALL (unscored)), 0) AS score,
                                coalesce(sum(coalesce(answer.maximum, answer_key.maximum))
                                    FILTER (WHERE entry.position <> ALL (unscored)), 0) AS maximum,
                                count(*) FILTER (WHERE answer.attempt_id IS NOT NULL AND NOT erased
                                    AND (graded_key_version IS NULL OR graded_key_version < key_version)) AS ungraded
                            FROM concerned
                                LEFT JOIN LATERAL unnest(question_ids, revisions) WITH ORDINALITY
                                    AS entry (question_id, revision, position) ON true
                                LEFT JOIN answer ON answer.attempt_id = concerned.attempt_id
                                    AND answer.position = entry.position AND NOT superseded AND response IS NOT NULL
                                LEFT JOIN answer_key ON answer_key.question_id = entry.question_id
                                    AND answer_key.revision = entry.revision
                            WHERE status IN ('FINISHED', 'EXPIRED')
                            GROUP BY concerned.attempt_id)
                        UPDATE attempt_progress SET
                            score = worth.score, maximum = worth.maximum, ungraded = worth.ungraded,
                            change = change + CASE WHEN :changed THEN 1 ELSE 0 END
                        FROM concerned LEFT JOIN worth USING (attempt_id)
                        WHERE attempt_progress.attempt_id = concerned.attempt_id
                            AND attempt_progress.attempt_id = ANY (:attempts)
                            AND (:changed OR (attempt_progress.score, attempt_progress.maximum, attempt_progress.ungraded)
                                IS DISTINCT FROM (worth.score, worth.maximum, worth.ungraded))
                        RETURNING attempt_progress.attempt_id
                        """)
                .bindArray("attempts", UUID.class, attemptIds)
                .bind("changed", changed)
                .mapTo(UUID.class)
                .collect(Collectors.toSet());
    }
}
