package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.population.Population;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Of whom figures are.
 *
 * @param attempts how many there are
 * @param provisional how many more there will be once all of their grades are here
 * @param cohort null for all
 */
record PopulationView(
        long attempts,
        long provisional,
        @Nullable String cohort,
        @Schema(example = Population.DESCRIBED) String described) {

    static PopulationView of(Population.Size size, String cohort) {
        return new PopulationView(
                size.attempts(), size.provisional(), cohort.isEmpty() ? null : cohort, Population.DESCRIBED);
    }
}
