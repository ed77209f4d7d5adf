package io.gradeflow.attempt.life;

import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the staff did to attempts, and why. Written in the transaction of the deed. */
public final class Journal {

    /** What the staff can do to an attempt. */
    public enum Deed {
        VOIDED,
        REOPENED,
        LATE_ACCEPTED
    }

    /** @param detail what exactly, as far as the deed doesn't say it */
    record Entry(
            Instant at,
            String actor,
            Deed deed,
            String reason,
            @Nullable String detail) {}

    private static final int LONGEST_REASON = 500;

    private Journal() {}

    public static void write(
            Handle handle,
            UUID attemptId,
            Instant at,
            Viewer actor,
            Deed deed,
            String reason,
            @Nullable String detail) {
        handle.createUpdate("""
                        INSERT INTO attempt_journal (attempt_id, at, actor, action, reason, detail)
                        VALUES (:attempt, :at, :actor, :action, :reason, :detail)
                        """)
                .bind("attempt", attemptId)
                .bind("at", Timestamp.from(at))
                .bind("actor", actor.id())
                .bind("action", deed.name())
                .bind("reason", reason)
                .bind("detail", detail)
                .execute();
    }

    /** The deeds to one attempt, the first first. */
    static List<Entry> of(Handle handle, UUID attemptId) {
        return handle.createQuery("SELECT * FROM attempt_journal WHERE attempt_id = :attempt ORDER BY entry")
                .bind("attempt", attemptId)
                .map((row, context) -> new Entry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        Deed.valueOf(row.getString("action")),
                        row.getString("reason"),
                        row.getString("detail")))
                .list();
    }

    /** @throws ProblemException with 400 unless the reason is some text */
    public static String reason(@Nullable String given) {
        if (given == null || given.isBlank() || given.length() > LONGEST_REASON || given.indexOf('\u0000') >= 0) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD, "Give a reason of 1 to " + LONGEST_REASON + " characters.")
                    .field("reason");
        }
        return given.strip();
    }
}
