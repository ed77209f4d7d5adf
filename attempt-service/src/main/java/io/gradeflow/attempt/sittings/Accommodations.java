package io.gradeflow.attempt.sittings;

import io.gradeflow.attempt.life.Journal;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Extra time, granted to single learners of a sitting. */
@ApplicationScoped
class Accommodations {

    private static final int MOST_MINUTES = 24 * 60;

    /** @param extraMinutes on top of the blueprint's time; 0 takes a grant back */
    @Schema(example = """
            {"extraMinutes": 30, "reason": "reads with a screen reader"}""")
    record AccommodationRequest(
            @Nullable Integer extraMinutes, @Nullable String reason) {}

    private final Jdbi jdbi;
    private final Sittings sittings;
    private final InstantSource clock;

    Accommodations(Jdbi jdbi, Sittings sittings, InstantSource clock) {
        this.jdbi = jdbi;
        this.sittings = sittings;
        this.clock = clock;
    }

    /**
     * Takes effect at once, also in an attempt that runs, in whose journal it stands then; instead of what was granted before.
     *
     * @throws ProblemException with 404 unless the viewer leads the sitting's cohort; with 400 that names the field at fault
     */
    Accommodation grant(UUID sittingId, String learnerId, AccommodationRequest request, Viewer viewer) {
        sittings.led(sittingId, viewer);
        Integer minutes = request.extraMinutes();
        if (minutes == null || minutes < 0 || minutes > MOST_MINUTES) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD, "extraMinutes must be from 0 to " + MOST_MINUTES + ".")
                    .field("extraMinutes");
        }
        String reason = Journal.reason(request.reason());
        Accommodation granted = new Accommodation(learnerId, minutes, reason, viewer.id(), clock.instant());
        jdbi.useTransaction(handle -> {
            // A start, which holds the sitting shared, sees the grant, or its attempt is seen below.
            Sittings.held(handle, sittingId, viewer);
            handle.createUpdate("""
                            INSERT INTO accommodation (sitting_id, learner_id, extra_minutes, reason, granted_by, granted_at)
                            VALUES (:sitting, :learner, :extra, :reason, :by, :at)
                            ON CONFLICT (sitting_id, learner_id) DO UPDATE SET extra_minutes = excluded.extra_minutes,
                                reason = excluded.reason, granted_by = excluded.granted_by, granted_at = excluded.granted_at
                            """)
                    .bind("sitting", sittingId)
                    .bind("learner", learnerId)
                    .bind("extra", granted.extraMinutes())
                    .bind("reason", granted.reason())
                    .bind("by", granted.grantedBy())
                    .bind("at", Timestamp.from(granted.grantedAt()))
                    .execute();
            RunningAttempts.grant(handle, sittingId, granted);
        });
        return granted;
    }

    /** @throws ProblemException with 404 unless the viewer leads the sitting's cohort */
    List<Accommodation> of(UUID sittingId, Viewer viewer) {
        sittings.led(sittingId, viewer);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM accommodation WHERE sitting_id = :sitting ORDER BY granted_at, learner_id
                        """)
                .bind("sitting", sittingId)
                .map((row, context) -> Accommodation.of(row))
                .list());
    }
}
