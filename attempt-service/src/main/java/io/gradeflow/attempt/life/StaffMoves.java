package io.gradeflow.attempt.life;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.database.SqlFailure;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The moves that the staff makes with learners' attempts, each with its reason in the journal. */
@ApplicationScoped
class StaffMoves {

    private static final int MOST_MINUTES = 24 * 60;

    private final Jdbi jdbi;
    private final FinishRelay finishRelay;
    private final InstantSource clock;

    StaffMoves(Jdbi jdbi, FinishRelay finishRelay, InstantSource clock) {
        this.jdbi = jdbi;
        this.finishRelay = finishRelay;
        this.clock = clock;
    }

    /**
     * Takes an attempt out of all figures, for good or until it is reopened.
     *
     * @throws ProblemException with 404 unless the viewer leads a cohort of the attempt, with 409 if it is voided already
     */
    void voidAttempt(UUID attemptId, @Nullable String reason, Viewer viewer) {
        String why = Journal.reason(reason);
        jdbi.useTransaction(handle -> {
            LockedAttempt attempt = LockedAttempt.led(handle, attemptId, viewer);
            Instant now = clock.instant();
            AttemptState next = switch (attempt.state()) {
                case AttemptState.Open open -> open.voided(now);
                case AttemptState.Paused paused -> paused.voided(now);
                case AttemptState.Finished finished -> finished.voided(now);
                case AttemptState.Expired expired -> expired.voided(now);
                case AttemptState.Voided _ ->
                    throw new ProblemException(AttemptError.ALREADY_VOIDED, "It counts nowhere; nothing was changed.");
            };
            attempt.move(handle, next);
            Journal.write(handle, attemptId, now, viewer, Journal.Deed.VOIDED, why, null);
        });
        announce();
    }

    /**
     * Lets a learner go on with an attempt that is over.
     *
     * @param minutes from now to its deadline; needed where it has one, and null where it has none
     * @throws ProblemException with 404 unless the viewer leads a cohort of the attempt; with 409 if it isn't over, or its
     *     learner's data is erased, or the learner has another exam over the bank open; with 400 that names the field at fault
     */
    void reopen(UUID attemptId, @Nullable String reason, @Nullable Integer minutes, Viewer viewer) {
        String why = Journal.reason(reason);
        try {
            jdbi.useTransaction(handle -> {
                LockedAttempt attempt = LockedAttempt.led(handle, attemptId, viewer);
                if (!(attempt.state() instanceof AttemptState.Ended ended)) {
                    throw new ProblemException(AttemptError.NOT_ENDED, "Its learner can go on as it is.");
                }
                if (attempt.isOfErased(handle)) {
                    throw AttemptError.erased();
                }
                Instant now = clock.instant();
                attempt.move(handle, ended.reopened(deadline(attempt, minutes, now)));
                LateNumbers.takeOver(handle, List.of(attemptId));
                Journal.write(
                        handle,
                        attemptId,
                        now,
                        viewer,
                        Journal.Deed.REOPENED,
                        why,
                        minutes == null ? null : minutes + " minutes");
            });
        } catch (JdbiException e) {
            if (SqlFailure.isUniqueViolation(e)) {
                throw new ProblemException(
                        AttemptError.EXAM_OPEN, "The learner has another exam over this bank open; it must end first.");
            }
            throw e;
        }
        announce();
    }

    /** @throws ProblemException with 404 unless the viewer leads a cohort of the attempt */
    List<Journal.Entry> journal(UUID attemptId, Viewer viewer) {
        return jdbi.withHandle(handle -> {
            LedAttempt.require(handle, attemptId, viewer);
            return Journal.of(handle, attemptId);
        });
    }

    /** Whether it was live or loaded. */
    private void announce() {
        finishRelay.signal();
        finishRelay.signalImported();
    }

    private static @Nullable Instant deadline(LockedAttempt attempt, @Nullable Integer minutes, Instant now) {
        if (!attempt.timed()) {
            if (minutes != null) {
                throw invalid("The attempt has no deadline; leave minutes out.");
            }
            return null;
        }
        if (minutes == null || minutes < 1 || minutes > MOST_MINUTES) {
            throw invalid("Say how many minutes the learner has from now, from 1 to " + MOST_MINUTES + ".");
        }
        return now.plus(Duration.ofMinutes(minutes));
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field("minutes");
    }
}
