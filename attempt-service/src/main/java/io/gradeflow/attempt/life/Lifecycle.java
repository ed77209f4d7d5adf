package io.gradeflow.attempt.life;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The moves that learners make with their attempts. Repeating a move changes nothing. */
@ApplicationScoped
public class Lifecycle {

    private final Jdbi jdbi;
    private final Modes modes;
    private final FinishRelay finishRelay;
    private final InstantSource clock;

    Lifecycle(Jdbi jdbi, Modes modes, FinishRelay finishRelay, InstantSource clock) {
        this.jdbi = jdbi;
        this.modes = modes;
        this.finishRelay = finishRelay;
        this.clock = clock;
    }

    /** @throws ProblemException with 404 if the attempt isn't the learner's */
    public void finish(UUID attemptId, String learnerId) {
        move(attemptId, learnerId, (attempt, now) -> switch (attempt.state()) {
            case AttemptState.Open open -> open.finish(now);
            case AttemptState.Paused paused -> paused.finish(now);
            case AttemptState.Ended ended -> ended;
        });
        finishRelay.signal();
    }

    /** @throws ProblemException with 404 if the attempt isn't the learner's, with 409 if it is over or its mode knows no pause */
    public void pause(UUID attemptId, String learnerId) {
        move(attemptId, learnerId, (attempt, now) -> switch (attempt.state()) {
            case AttemptState.Open open -> {
                if (!modes.of(attempt.mode()).pausable()) {
                    throw new ProblemException(
                            AttemptError.NOT_PAUSABLE, "An attempt in the mode " + attempt.mode() + " runs on.");
                }
                yield open.pause(now);
            }
            case AttemptState.Paused paused -> paused;
            case AttemptState.Ended ended -> throw over();
        });
    }

    /** @throws ProblemException with 404 if the attempt isn't the learner's, with 409 if it is over */
    public void resume(UUID attemptId, String learnerId) {
        move(attemptId, learnerId, (attempt, now) -> switch (attempt.state()) {
            case AttemptState.Open open -> open;
            case AttemptState.Paused paused -> paused.resume(now);
            case AttemptState.Ended ended -> throw over();
        });
    }

    /**
     * Ends whatever a learner has open, within a transaction that holds all attempts of the learner and none of their answers.
     *
     * @return whether there was anything: then {@link #announce} is to be called after the commit
     */
    public boolean finishAll(Handle handle, String learnerId) {
        List<LockedAttempt> running = LockedAttempt.runningOf(handle, learnerId);
        Instant now = clock.instant();
        for (LockedAttempt attempt : running) {
            switch (attempt.state()) {
                case AttemptState.Open open -> attempt.move(handle, open.finish(now));
                case AttemptState.Paused paused -> attempt.move(handle, paused.finish(now));
                case AttemptState.Ended _ -> {}
            }
        }
        return !running.isEmpty();
    }

    /** Lets the ends that were committed be announced at once. */
    public void announce() {
        finishRelay.signal();
    }

    private void move(UUID attemptId, String learnerId, BiFunction<LockedAttempt, Instant, AttemptState> decision) {
        jdbi.useTransaction(handle -> {
            LockedAttempt attempt =
                    LockedAttempt.find(handle, attemptId, learnerId).orElseThrow(() -> AttemptError.unknown(attemptId));
            // The time is taken once the row is held: what was waited for lies before it.
            AttemptState next = decision.apply(attempt, clock.instant());
            if (!next.equals(attempt.state())) {
                attempt.move(handle, next);
            }
        });
    }

    private static ProblemException over() {
        return new ProblemException(AttemptError.ATTEMPT_FINISHED, "The attempt is over; nothing was changed.");
    }
}
