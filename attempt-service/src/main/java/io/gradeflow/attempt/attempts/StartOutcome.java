package io.gradeflow.attempt.attempts;

import io.gradeflow.platform.problem.ProblemException;
import java.util.UUID;

/** What becomes of a start. */
sealed interface StartOutcome {

    /** The attempt is stored. */
    record Started(AttemptHead head) implements StartOutcome {}

    /** The same request made this attempt before. */
    record Repeated(UUID attemptId) implements StartOutcome {}

    /** Nothing was stored: its sitting asks another exam by now than the one that was composed. */
    record Outdated() implements StartOutcome {}

    /** Nothing was stored. */
    record Refused(ProblemException problem) implements StartOutcome {}
}
