package io.gradeflow.attempt.sittings;

import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.attempt.life.Journal;
import io.gradeflow.attempt.life.LateNumbers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Moves the deadlines of attempts that run. Each statement takes the attempts' rows exclusively, so no answer is judged by a
 * deadline that is being moved; those who watch an attempt are told, and its journal says what was moved, by whom and why.
 */
final class RunningAttempts {

    /** A sitting's closing was moved. */
    record ClosingMoved(String actor, Instant at, String reason) {}

    private RunningAttempts() {}

    /** What was granted before is replaced. An attempt that was reopened keeps the time that was given then, and gets it on top. */
    static void grant(Handle handle, UUID sittingId, Accommodation granted) {
        told(
                handle,
                handle.createQuery("""
                        UPDATE attempt SET deadline = deadline + make_interval(mins => :extra - extra_minutes),
                            extra_minutes = :extra
                        WHERE sitting_id = :sitting AND learner_id = :learner AND status = 'OPEN' AND extra_minutes <> :extra
                        RETURNING attempt_id, old.extra_minutes AS extra_before, old.deadline AS deadline_before, deadline
                        """)
                        .bind("sitting", sittingId)
                        .bind("learner", granted.learnerId())
                        .bind("extra", granted.extraMinutes())
                        .map((row, context) -> granted.line(
                                row.getObject("attempt_id", UUID.class),
                                "extra minutes " + row.getInt("extra_before") + " → " + granted.extraMinutes() + ", "
                                        + deadlines(row)))
                        .list());
    }

    /** As {@link Sitting#deadline} for all that have not been reopened. */
    static void moveClosing(Handle handle, Sitting sitting, ClosingMoved moved) {
        told(
                handle,
                handle.createQuery("""
                        WITH held AS (
                            SELECT attempt_id, least(started_at + make_interval(mins => minutes), :closes)
                                + make_interval(mins => extra_minutes) AS moved_to
                            FROM attempt WHERE sitting_id = :sitting AND status = 'OPEN' AND paper_version = 0 AND NOT preview
                            ORDER BY attempt_id FOR UPDATE)
                        UPDATE attempt SET deadline = moved_to FROM held
                        WHERE attempt.attempt_id = held.attempt_id AND deadline <> moved_to
                        RETURNING attempt.attempt_id, old.deadline AS deadline_before, deadline
                        """)
                        .bind("sitting", sitting.id())
                        .bind("closes", Timestamp.from(sitting.closesAt()))
                        .map((row, context) -> new Journal.Line(
                                row.getObject("attempt_id", UUID.class),
                                moved.at(),
                                moved.actor(),
                                Journal.Deed.CLOSING_MOVED,
                                moved.reason(),
                                deadlines(row)))
                        .list());
    }

    private static void told(Handle handle, List<Journal.Line> lines) {
        List<UUID> attempts = lines.stream().map(Journal.Line::attemptId).toList();
        AttemptProgress.stateChanged(handle, attempts);
        // One that is past its old deadline may hold late answers already, and take further ones in time now.
        LateNumbers.takeOver(handle, attempts);
        Journal.write(handle, lines);
    }

    private static String deadlines(ResultSet row) throws SQLException {
        return "deadline " + row.getTimestamp("deadline_before").toInstant() + " → "
                + row.getTimestamp("deadline").toInstant();
    }
}
