package io.gradeflow.analytics.population;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts are looked at: of each learner the first that ended, because whoever comes again knows the items; of these, those
 * of a cohort.
 *
 * @param cohort that the learner belonged to when the attempt began; without a name, any
 * @param composed the first by this blueprint counts; null for the first in exam or imported mode, whatever composed it
 */
public record Sample(UUID bank, String cohort, @Nullable Composed composed) {

    /** @param blueprint null for attempts that were composed by none, as imported ones */
    public record Composed(@Nullable String blueprint) {}

    public static Sample of(UUID bank, String cohort) {
        return new Sample(bank, cohort, null);
    }

    public Sample composedBy(@Nullable String blueprint) {
        return new Sample(bank, cohort, new Composed(blueprint));
    }
}
