package io.gradeflow.attempt.sittings;

import io.gradeflow.attempt.grades.AttemptProgress;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Moves the deadlines of attempts that run. Each statement takes the attempts' rows exclusively, so no answer is judged by a
 * deadline that is being moved; those who watch an attempt are told.
 */
final class RunningAttempts {

    private RunningAttempts() {}

    /** What was granted before is replaced. An attempt that was reopened keeps the time that was given then, and gets it on top. */
    static void grant(Handle handle, UUID sittingId, String learnerId, int extraMinutes) {
        List<UUID> moved = handle.createQuery("""
                        UPDATE attempt SET deadline = deadline + make_interval(mins => :extra - extra_minutes),
                            extra_minutes = :extra
                        WHERE sitting_id = :sitting AND learner_id = :learner AND status = 'OPEN' AND extra_minutes <> :extra
                        RETURNING attempt_id
                        """)
                .bind("sitting", sittingId)
                .bind("learner", learnerId)
                .bind("extra", extraMinutes)
                .mapTo(UUID.class)
                .list();
        AttemptProgress.stateChanged(handle, moved);
    }

    /** As {@link Sitting#deadline} for all that have not been reopened. */
    static void moveClosing(Handle handle, Sitting sitting) {
        List<UUID> moved = handle.createQuery("""
                        WITH held AS (
                            SELECT attempt_id, least(started_at + make_interval(mins => minutes), :closes)
                                + make_interval(mins => extra_minutes) AS moved_to
                            FROM attempt WHERE sitting_id = :sitting AND status = 'OPEN' AND paper_version = 0 AND NOT preview
                            ORDER BY attempt_id FOR UPDATE)
                        UPDATE attempt SET deadline = moved_to FROM held
                        WHERE attempt.attempt_id = held.attempt_id AND deadline <> moved_to
                        RETURNING attempt.attempt_id
                        """)
                .bind("sitting", sitting.id())
                .bind("closes", Timestamp.from(sitting.closesAt()))
                .mapTo(UUID.class)
                .list();
        AttemptProgress.stateChanged(handle, moved);
    }
}
