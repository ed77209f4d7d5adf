package io.gradeflow.attempt.answering;

import io.gradeflow.grading.Response;
import io.gradeflow.platform.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a submission. */
sealed interface Outcome {

    /**
     * The answer as it stands is acknowledged: with a version that this submission made, or with one that stood before.
     *
     * @param version 0 where nothing was ever answered
     * @param tellsGraded whether it is graded and the mode tells so
     * @param mark how the position stands now
     * @param markChanged whether that is new
     * @param stored the version that was made; null where none was
     */
    record Acknowledged(
            int version,
            @Nullable Response response,
            Instant receivedAt,
            boolean tellsGraded,
            PositionMark mark,
            boolean markChanged,
            @Nullable StoredAnswer stored)
            implements Outcome {}

    /**
     * The time was up: kept for the staff to accept, and not counted until then.
     *
     * @param told what the client hears
     */
    record Late(@Nullable Response response, Instant receivedAt, ProblemException told) implements Outcome {}

    /** Nothing was stored. */
    record Refused(ProblemException problem) implements Outcome {}
}
