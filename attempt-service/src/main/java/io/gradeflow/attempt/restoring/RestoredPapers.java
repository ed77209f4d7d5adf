package io.gradeflow.attempt.restoring;

import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.attempt.life.Journal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Completes what was taken over: papers of attempts whose end isn't in the log, what all of them are worth, and a line in each journal. */
final class RestoredPapers {

    private static final String ACTOR = "restore";

    private RestoredPapers() {}

    /** @return how many attempts were taken over */
    static int complete(Handle handle, Instant now) {
        List<UUID> all = handle.createQuery("SELECT attempt_id FROM restored_attempt FOR UPDATE")
                .mapTo(UUID.class)
                .list();
        if (all.isEmpty()) {
            return 0;
        }
        makePapers(handle);
        endReopened(handle);
        Journal.write(
                handle,
                handle.createQuery("""
                                SELECT attempt_id, ended AND NOT reopened AS known, unscored::text FROM restored_attempt JOIN attempt USING (attempt_id)
                                """)
                        .map((row, context) -> new Journal.Line(
                                row.getObject("attempt_id", UUID.class),
                                now,
                                ACTOR,
                                Journal.Deed.RESTORED,
                                "the database was restored to an older state",
                                row.getBoolean("known")
                                        ? null
                                        : "its end wasn't known, nor what stood at the unscored positions "
                                                + row.getString("unscored")))
                        .list());
        AttemptProgress.stateChanged(handle, all);
        handle.execute("DELETE FROM restored_attempt");
        return all.size();
    }

    /** They end as they were when they were opened again, which is announced. */
    private static void endReopened(Handle handle) {
        handle.execute("""
                UPDATE attempt SET paper_version = paper_version + 1, announced = false
                FROM restored_attempt
                WHERE restored_attempt.attempt_id = attempt.attempt_id AND reopened
                """);
    }

    /**
     * Of attempts whose end isn't in the log only what was answered is known: they end with the last answer, and are announced.
     * A position in between at which nothing was answered bears the first question that was, and counts for no score.
     */
    private static void makePapers(Handle handle) {
        handle.execute("""
                WITH answered AS (
                    SELECT attempt_id, position, question_id, revision, received_at
                    FROM restored_attempt JOIN answer USING (attempt_id) WHERE NOT ended AND NOT superseded),
                sizes AS (
                    SELECT attempt_id, max(position) AS size, min(received_at) AS first_at, max(received_at) AS last_at
                    FROM answered GROUP BY attempt_id),
                firsts AS (SELECT DISTINCT ON (attempt_id) * FROM answered ORDER BY attempt_id, position),
                papers AS (
                    SELECT sizes.attempt_id,
                        array_agg(coalesce(answered.question_id, firsts.question_id) ORDER BY n) AS question_ids,
                        array_agg(coalesce(answered.revision, firsts.revision) ORDER BY n) AS revisions,
                        coalesce(array_agg(n ORDER BY n) FILTER (WHERE answered.question_id IS NULL), '{}') AS unscored
                    FROM sizes JOIN firsts USING (attempt_id)
                        CROSS JOIN LATERAL generate_series(1, size) AS n
                        LEFT JOIN answered ON answered.attempt_id = sizes.attempt_id AND answered.position = n
                    GROUP BY sizes.attempt_id)
                UPDATE attempt SET question_ids = papers.question_ids, revisions = papers.revisions, unscored = papers.unscored,
                    started_at = first_at, finished_at = last_at, paper_version = 1, announced = false
                FROM papers JOIN sizes USING (attempt_id) WHERE attempt.attempt_id = papers.attempt_id
                """);
    }
}
