package io.gradeflow.attempt.sittings;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.problem.ProblemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What decides whether a learner may start a sitting now.
 *
 * @param used attempts of the learner that count
 */
public record Admission(Sitting sitting, int extraMinutes, int used) {

    /** A learner at the door of a sitting. */
    public record Wanted(UUID sittingId, String learnerId) {}

    /**
     * Holds the sittings' rows shared until the commit: a change of the closing and a grant of extra time, which take them
     * exclusively, either are seen here or find the attempts that are made of this.
     *
     * @return a sitting that is no more is absent
     */
    public static Map<Wanted, Admission> hold(Handle handle, List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        return Columns.of(wanted)
                .uuid("sittings", Wanted::sittingId)
                .text("learners", Wanted::learnerId)
                .bindTo(handle.createQuery("""
                        SELECT sitting.*, wanted.learner_id, coalesce((
                                SELECT extra_minutes FROM accommodation
                                WHERE accommodation.sitting_id = sitting.sitting_id
                                    AND accommodation.learner_id = wanted.learner_id), 0) AS extra_minutes, (
                                SELECT count(*) FROM attempt
                                WHERE attempt.sitting_id = sitting.sitting_id AND attempt.learner_id = wanted.learner_id
                                    AND NOT preview AND status <> 'VOIDED') AS used
                        FROM unnest(:sittings, :learners) AS wanted (sitting_id, learner_id) JOIN sitting USING (sitting_id)
                        ORDER BY sitting.sitting_id FOR SHARE OF sitting
                        """))
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(
                            new Wanted(row.getObject("sitting_id", UUID.class), row.getString("learner_id")),
                            new Admission(Sitting.of(row), row.getInt("extra_minutes"), row.getInt("used")));
                    return found;
                });
    }

    /**
     * @param cohorts the learner's
     * @throws ProblemException unless the sitting is for the learner, open, and an attempt is left
     */
    public void require(List<String> cohorts, Instant now) {
        if (!cohorts.contains(sitting.cohort())) {
            throw Sittings.unknown(sitting.id());
        }
        if (now.isBefore(sitting.opensAt()) || !now.isBefore(sitting.closesAt())) {
            throw new ProblemException(
                            AttemptError.SITTING_CLOSED,
                            "It can be started from " + sitting.opensAt() + " to " + sitting.closesAt() + ".")
                    .with("opensAt", sitting.opensAt())
                    .with("closesAt", sitting.closesAt());
        }
        if (used >= sitting.attemptsAllowed()) {
            throw new ProblemException(
                    AttemptError.NO_ATTEMPT_LEFT,
                    "The sitting allows " + sitting.attemptsAllowed() + "; your instructor can reopen or void one.");
        }
    }
}
