package io.gradeflow.attempt.attempts;

import io.gradeflow.attempt.catalog.Bank;
import io.gradeflow.attempt.catalog.Blueprint;
import io.gradeflow.attempt.modes.Mode;
import io.gradeflow.attempt.modes.Paper;
import io.gradeflow.attempt.people.Memberships;
import io.gradeflow.attempt.sittings.Admission;
import io.gradeflow.attempt.sittings.Sitting;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is composed and waits to be stored.
 *
 * @param preview whether the staff tries it out
 * @param blueprint null for modes that need none
 * @param sittingId null outside of sittings
 */
record Start(
        UUID attemptId,
        Memberships.Told learner,
        boolean preview,
        Bank bank,
        Mode mode,
        @Nullable Blueprint blueprint,
        @Nullable UUID sittingId,
        long seed,
        Paper paper,
        @Nullable IdempotencyKey idempotencyKey) {

    String learnerId() {
        return learner.learnerId();
    }

    /** Whether the paper was composed of what the sitting asks. */
    boolean isAskedBy(Sitting sitting) {
        return bank.slug().equals(sitting.bank())
                && blueprint != null
                && blueprint.name().equals(sitting.blueprint());
    }

    /** Null outside of sittings, and for the staff, whom no sitting holds up. */
    Admission.@Nullable Wanted wanted() {
        return sittingId == null || preview ? null : new Admission.Wanted(sittingId, learnerId());
    }
}
