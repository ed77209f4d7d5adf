package io.gradeflow.analytics.population;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts are looked at; of each learner the first that ended counts, because whoever comes again knows the items.
 *
 * @param cohort without a name, all learners
 * @param composed null for all attempts in exam or imported mode
 */
public record Sample(UUID bank, String cohort, @Nullable Composed composed) {

    /** @param blueprint null for those that were composed by none, as imported ones */
    public record Composed(@Nullable String blueprint) {}

    public static Sample of(UUID bank, String cohort) {
        return new Sample(bank, cohort, null);
    }

    public Sample composedBy(@Nullable String blueprint) {
        return new Sample(bank, cohort, new Composed(blueprint));
    }
}
