package io.gradeflow.attempt.life;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.attempt.people.Viewer;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Lets the staff look at attempts without holding them up. */
public final class LedAttempt {

    private LedAttempt() {}

    /** @throws io.gradeflow.platform.problem.ProblemException with 404 unless the viewer leads a cohort of the attempt */
    public static void require(Handle handle, UUID attemptId, Viewer viewer) {
        boolean led = viewer.bindLeads(handle.createQuery(
                        "SELECT EXISTS (SELECT FROM attempt WHERE attempt_id = :attempt AND " + Viewer.LEADS + ")"))
                .bind("attempt", attemptId)
                .mapTo(boolean.class)
                .one();
        if (!led) {
            throw AttemptError.unknown(attemptId);
        }
    }
}
