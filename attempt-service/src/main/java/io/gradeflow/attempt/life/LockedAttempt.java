package io.gradeflow.attempt.life;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.attempt.modes.Imported;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * An attempt whose row this transaction holds exclusively: no answer, which holds it shared, can come between the look at its
 * state and the move to the next.
 *
 * @param timed whether it has a deadline
 */
public record LockedAttempt(UUID id, String mode, boolean timed, AttemptState state) {

    private static final String SELECT =
            "SELECT attempt_id, mode, status, deadline, paused_at, finished_at FROM attempt ";

    /**
     * For those who lead a cohort of it.
     *
     * @throws io.gradeflow.platform.problem.ProblemException with 404 if the viewer leads none
     */
    public static LockedAttempt led(Handle handle, UUID attemptId, Viewer viewer) {
        return viewer.bindLeads(
                        handle.createQuery(SELECT + "WHERE attempt_id = :attempt AND " + Viewer.LEADS + " FOR UPDATE"))
                .bind("attempt", attemptId)
                .map((row, context) -> of(row))
                .findOne()
                .orElseThrow(() -> AttemptError.unknown(attemptId));
    }

    static Optional<LockedAttempt> find(Handle handle, UUID attemptId, String learnerId) {
        return handle.createQuery(SELECT + "WHERE attempt_id = :attempt AND learner_id = :learner FOR UPDATE")
                .bind("attempt", attemptId)
                .bind("learner", learnerId)
                .map((row, context) -> of(row))
                .findOne();
    }

    /** Those of a learner that aren't over, without those that are being imported. The caller holds all attempts of the learner. */
    static List<LockedAttempt> runningOf(Handle handle, String learnerId) {
        return handle.createQuery(SELECT + """
                        WHERE learner_id = :learner AND status IN ('OPEN', 'PAUSED') AND mode <> :imported
                        ORDER BY attempt_id FOR UPDATE
                        """)
                .bind("learner", learnerId)
                .bind("imported", Imported.NAME)
                .map((row, context) -> of(row))
                .list();
    }

    /** Whether its learner's data is erased, or is to be. Whoever erases it holds the attempt. */
    boolean isOfErased(Handle handle) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM attempt JOIN learner USING (learner_id)
                            WHERE attempt_id = :attempt AND learner.erased)
                        """).bind("attempt", id).mapTo(boolean.class).one();
    }

    /** Open attempts whose deadline is before the given time, passing over those that another instance has in hand. */
    static List<LockedAttempt> due(Handle handle, Instant before, int portion) {
        return handle.createQuery(SELECT + """
                        WHERE status = 'OPEN' AND deadline <= :before
                        ORDER BY deadline LIMIT :portion FOR UPDATE SKIP LOCKED
                        """)
                .bind("before", Timestamp.from(before))
                .bind("portion", portion)
                .map((row, context) -> of(row))
                .list();
    }

    /** The end of attempts that are due, each at its own deadline. */
    static void expire(Handle handle, List<LockedAttempt> due) {
        List<UUID> ids = due.stream().map(LockedAttempt::id).toList();
        handle.createUpdate("""
                        UPDATE attempt SET status = 'EXPIRED', finished_at = deadline, paper_version = paper_version + 1,
                            announced = false
                        WHERE attempt_id = ANY (:attempts)
                        """).bindArray("attempts", UUID.class, ids).execute();
        AttemptProgress.stateChanged(handle, ids);
    }

    /** An end makes a paper, which is announced. */
    void move(Handle handle, AttemptState next) {
        switch (next) {
            case AttemptState.Open open -> open(handle, open);
            case AttemptState.Paused paused ->
                handle.createUpdate("""
                            UPDATE attempt SET status = 'PAUSED', paused_at = :since WHERE attempt_id = :attempt
                            """)
                        .bind("since", Timestamp.from(paused.since()))
                        .bind("attempt", id)
                        .execute();
            case AttemptState.Ended ended ->
                handle.createUpdate("""
                            UPDATE attempt SET status = :status, finished_at = :finished, paused_at = NULL,
                                paper_version = paper_version + 1, announced = false
                            WHERE attempt_id = :attempt
                            """)
                        .bind("status", ended.status().name())
                        .bind("finished", Timestamp.from(ended.finishedAt()))
                        .bind("attempt", id)
                        .execute();
        }
        AttemptProgress.stateChanged(handle, List.of(id));
    }

    /**
     * The paper of an attempt that is over has changed: it is announced anew. Whoever changed its answers has called
     * {@link AttemptProgress#lock} before.
     */
    public void renewPaper(Handle handle) {
        handle.createUpdate("""
                        UPDATE attempt SET paper_version = paper_version + 1, announced = false WHERE attempt_id = :attempt
                        """).bind("attempt", id).execute();
        AttemptProgress.stateChanged(handle, List.of(id));
    }

    private void open(Handle handle, AttemptState.Open open) {
        Instant deadline = open.deadline();
        // Whoever heard of an end has to hear that it was none.
        handle.createUpdate("""
                        UPDATE attempt SET status = 'OPEN', paused_at = NULL, finished_at = NULL, deadline = :deadline,
                            paper_version = paper_version + CASE WHEN :reopened THEN 1 ELSE 0 END,
                            announced = announced AND NOT :reopened
                        WHERE attempt_id = :attempt
                        """)
                .bind("reopened", state instanceof AttemptState.Ended)
                .bind("deadline", deadline == null ? null : Timestamp.from(deadline))
                .bind("attempt", id)
                .execute();
    }

    private static LockedAttempt of(ResultSet row) throws SQLException {
        return new LockedAttempt(
                row.getObject("attempt_id", UUID.class),
                row.getString("mode"),
                Rows.instant(row, "deadline") != null,
                state(row));
    }

    private static AttemptState state(ResultSet row) throws SQLException {
        return switch (AttemptStatus.valueOf(row.getString("status"))) {
            case OPEN -> new AttemptState.Open(Rows.instant(row, "deadline"));
            case PAUSED -> new AttemptState.Paused(present(row, "paused_at"), Rows.instant(row, "deadline"));
            case FINISHED -> new AttemptState.Finished(present(row, "finished_at"));
            case EXPIRED -> new AttemptState.Expired(present(row, "finished_at"));
            case VOIDED -> new AttemptState.Voided(present(row, "finished_at"));
        };
    }

    private static Instant present(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Rows.instant(row, column));
    }
}
