package io.gradeflow.attempt.sittings;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sitting as it is shown.
 *
 * @param needsAccessCode whether a learner must know a code to start
 * @param accessCode the code; only for who leads the cohort
 */
record SittingView(
        UUID id,
        String bank,
        String blueprint,
        String cohort,
        String title,
        Instant opensAt,
        Instant closesAt,
        int attemptsAllowed,
        boolean needsAccessCode,
        @Nullable String accessCode,
        Instant createdAt) {

    static SittingView of(Sitting sitting, boolean showsCode) {
        return new SittingView(
                sitting.id(),
                sitting.bank(),
                sitting.blueprint(),
                sitting.cohort(),
                sitting.title(),
                sitting.opensAt(),
                sitting.closesAt(),
                sitting.attemptsAllowed(),
                sitting.accessCode() != null,
                showsCode ? sitting.accessCode() : null,
                sitting.createdAt());
    }
}
