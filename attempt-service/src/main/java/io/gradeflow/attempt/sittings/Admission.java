package io.gradeflow.attempt.sittings;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.life.Journal;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.problem.ProblemException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether a learner may start a sitting now.
 *
 * @param accommodation the learner's; null for none
 * @param used attempts of the learner that count
 */
public record Admission(Sitting sitting, @Nullable Accommodation accommodation, int used) {

    /** A learner at the door of a sitting. */
    public record Wanted(UUID sittingId, String learnerId) {}

    /**
     * Holds the sittings' rows shared until the commit: a change of the closing and a grant of extra time, which take them
     * exclusively, either are seen afterwards or find the attempts that are made of this.
     */
    public static void hold(Handle handle, List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        handle.createQuery(
                        "SELECT sitting_id FROM sitting WHERE sitting_id = ANY (:sittings) ORDER BY sitting_id FOR SHARE")
                .bindArray(
                        "sittings",
                        UUID.class,
                        wanted.stream().map(Wanted::sittingId).distinct().toList())
                .mapTo(UUID.class)
                .list();
    }

    /**
     * In a statement of its own, after the sittings' and the learners' rows are held, so that it sees what was committed while
     * these were waited for.
     *
     * @return a sitting that is no more is absent
     */
    public static Map<Wanted, Admission> of(Handle handle, List<Wanted> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        return Columns.of(wanted)
                .uuid("sittings", Wanted::sittingId)
                .text("learners", Wanted::learnerId)
                .bindTo(handle.createQuery("""
                        SELECT sitting.*, learner_id, extra_minutes, reason, granted_by, granted_at, (
                                SELECT count(*) FROM attempt
                                WHERE attempt.sitting_id = sitting.sitting_id AND attempt.learner_id = wanted.learner_id
                                    AND NOT preview AND status <> 'VOIDED') AS used
                        FROM unnest(:sittings, :learners) AS wanted (sitting_id, learner_id)
                            JOIN sitting USING (sitting_id) LEFT JOIN accommodation USING (sitting_id, learner_id)
                        """))
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.put(
                            new Wanted(row.getObject("sitting_id", UUID.class), row.getString("learner_id")),
                            new Admission(
                                    Sitting.of(row),
                                    row.getObject("extra_minutes") == null ? null : Accommodation.of(row),
                                    row.getInt("used")));
                    return found;
                });
    }

    public int extraMinutes() {
        return accommodation == null ? 0 : accommodation.extraMinutes();
    }

    /** For the journal of an attempt that is made of this; empty where it starts without extra time. */
    public Optional<Journal.Line> extraTime(UUID attemptId) {
        return accommodation == null || accommodation.extraMinutes() == 0
                ? Optional.empty()
                : Optional.of(accommodation.line(attemptId, extraMinutes() + " extra minutes from the start"));
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
