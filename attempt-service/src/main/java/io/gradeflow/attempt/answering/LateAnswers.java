package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.ResponseView;
import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.attempt.life.AttemptState;
import io.gradeflow.attempt.life.FinishRelay;
import io.gradeflow.attempt.life.Journal;
import io.gradeflow.attempt.life.LateNumbers;
import io.gradeflow.attempt.life.LedAttempt;
import io.gradeflow.attempt.life.LockedAttempt;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What came after the deadline: kept, and counted only if the staff accepts it. */
@ApplicationScoped
class LateAnswers {

    /**
     * The last late answer to a position.
     *
     * @param choices what it ticks; none where it clears the answer, or nothing is ticked
     * @param response what it answers; null where it clears the answer
     * @param acceptedAt null while it doesn't count
     * @param waiting whether it can be accepted: nobody has, it differs from what counts, and its learner did nothing with the
     *     position in time after it, as one may once the attempt is opened again
     */
    record LateAnswer(
            int position,
            List<String> choices,
            @Nullable ResponseView response,
            Instant receivedAt,
            @Nullable Instant acceptedAt,
            boolean waiting) {}

    private final Jdbi jdbi;
    private final SubmittedRelay relay;
    private final FinishRelay finishRelay;
    private final InstantSource clock;

    LateAnswers(Jdbi jdbi, SubmittedRelay relay, FinishRelay finishRelay, InstantSource clock) {
        this.jdbi = jdbi;
        this.relay = relay;
        this.finishRelay = finishRelay;
        this.clock = clock;
    }

    /** @throws ProblemException with 404 unless the viewer leads a cohort of the attempt */
    List<LateAnswer> of(UUID attemptId, Viewer viewer) {
        return jdbi.withHandle(handle -> {
            LedAttempt.require(handle, attemptId, viewer);
            return handle.createQuery("SELECT * FROM last_late_answer WHERE attempt_id = :attempt ORDER BY position")
                    .bind("attempt", attemptId)
                    .map((row, context) -> new LateAnswer(
                            row.getInt("position"),
                            StoredResponse.ticked(StoredResponse.read(row.getString("response"))),
                            ResponseView.of(StoredResponse.read(row.getString("response"))),
                            row.getTimestamp("received_at").toInstant(),
                            Rows.instant(row, "accepted_at"),
                            row.getBoolean("waiting")))
                    .list();
        });
    }

    /**
     * Makes the last late answer of each position its newest version, as of the time when it came, and announces the attempt's
     * paper anew.
     *
     * @param positions null for all
     * @return how many were accepted
     * @throws ProblemException with 404 unless the viewer leads a cohort of the attempt; with 409 if the attempt isn't over, or
     *     nothing waits
     */
    int accept(UUID attemptId, @Nullable Set<Integer> positions, @Nullable String reason, Viewer viewer) {
        String why = Journal.reason(reason);
        List<StoredAnswer> accepted = jdbi.inTransaction(handle -> {
            LockedAttempt attempt = LockedAttempt.led(handle, attemptId, viewer);
            AttemptProgress.lock(handle, List.of(attemptId));
            requireCounting(attempt.state());
            List<StoredAnswer> waiting = waiting(handle, attemptId).stream()
                    .filter(answer -> positions == null || positions.contains(answer.position()))
                    .toList();
            if (waiting.isEmpty()) {
                throw new ProblemException(
                        AttemptError.NOTHING_LATE, "See GET /api/v1/attempts/" + attemptId + "/late-answers.");
            }
            Instant now = clock.instant();
            markAccepted(handle, attemptId, waiting, now);
            LateNumbers.takeOver(handle, List.of(attemptId));
            AnswerTables.store(handle, waiting);
            attempt.renewPaper(handle);
            String which = waiting.stream()
                    .map(answer -> Integer.toString(answer.position()))
                    .collect(Collectors.joining(", ", "positions ", ""));
            Journal.write(handle, attemptId, now, viewer, Journal.Deed.LATE_ACCEPTED, why, which);
            return waiting;
        });
        accepted.forEach(relay::send);
        finishRelay.signal();
        return accepted.size();
    }

    private static void requireCounting(AttemptState state) {
        switch (state) {
            case AttemptState.Finished _, AttemptState.Expired _ -> {}
            case AttemptState.Voided _ ->
                throw new ProblemException(AttemptError.ALREADY_VOIDED, "It counts nowhere, and so would the answers.");
            case AttemptState.Open _, AttemptState.Paused _ ->
                throw new ProblemException(AttemptError.NOT_ENDED, "Its learner can answer still.");
        }
    }

    private static List<StoredAnswer> waiting(Handle handle, UUID attemptId) {
        return handle.createQuery("SELECT " + StoredAnswer.COLUMNS + """
            FROM (
                SELECT attempt.*, late.position, late.response, late.received_at, marked.elapsed_millis,
                    question_ids[late.position] AS question_id, revisions[late.position] AS revision,
                    coalesce(newest.version, 0) + 1 AS version, CAST(null AS text) AS traceparent
                FROM last_late_answer late JOIN attempt USING (attempt_id)
                    LEFT JOIN answer newest ON newest.attempt_id = attempt.attempt_id
                        AND newest.position = late.position AND NOT superseded
                    LEFT JOIN attempt_position marked ON marked.attempt_id = attempt.attempt_id
                        AND marked.position = late.position
                WHERE attempt.attempt_id = :attempt AND late.waiting) AS waiting
            ORDER BY position
            """)
                .bind("attempt", attemptId)
                .map((row, context) -> StoredAnswer.of(row))
                .list();
    }

    private static void markAccepted(Handle handle, UUID attemptId, List<StoredAnswer> accepted, Instant now) {
        handle.createUpdate("""
            UPDATE late_answer SET accepted_at = :now
            WHERE attempt_id = :attempt AND position = ANY (:positions) AND accepted_at IS NULL
            """)
                .bind("attempt", attemptId)
                .bindArray(
                        "positions",
                        Integer.class,
                        accepted.stream().map(StoredAnswer::position).toList())
                .bind("now", Timestamp.from(now))
                .execute();
    }
}
