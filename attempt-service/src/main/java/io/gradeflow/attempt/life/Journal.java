package io.gradeflow.attempt.life;

import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
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
        LATE_ACCEPTED,
        /** The extra time that the attempt started with, or what became of it afterwards. */
        EXTRA_TIME,
        /** The sitting closes at another time, and the attempt ends at another one by that. */
        CLOSING_MOVED,
        /** By nobody: it was taken over from the log, after the database was restored. */
        RESTORED
    }

    /**
     * A deed to one attempt.
     *
     * @param detail what exactly, as far as the deed doesn't say it
     */
    public record Line(
            UUID attemptId,
            Instant at,
            String actor,
            Deed deed,
            String reason,
            @Nullable String detail) {}

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
        write(handle, List.of(new Line(attemptId, at, actor.id(), deed, reason, detail)));
    }

    public static void write(Handle handle, List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        Columns.of(lines)
                .uuid("attempts", Line::attemptId)
                .instant("times", Line::at)
                .text("actors", Line::actor)
                .text("actions", line -> line.deed().name())
                .text("reasons", Line::reason)
                .text("details", Line::detail)
                .bindTo(handle.createUpdate("""
                        INSERT INTO attempt_journal (attempt_id, at, actor, action, reason, detail)
                        SELECT * FROM unnest(:attempts, :times, :actors, :actions, :reasons, :details)
                        """))
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
