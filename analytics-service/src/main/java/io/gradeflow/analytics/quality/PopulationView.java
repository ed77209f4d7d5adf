package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.population.Population;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Of whom figures are.
 *
 * @param attempts how many there are
 * @param provisional how many more there will be once all of their grades are here
 * @param unfit how many are left out because what is told of them makes no paper; the service's log names them
 * @param cohort null for all
 */
record PopulationView(
        long attempts,
        long provisional,
        long unfit,
        @Nullable String cohort,
        @Schema(example = PopulationView.ITEMS) String described) {

    private static final String RULES =
            " Of these, those of the cohort. A blank is worth what the key says, which is nothing as a rule; of a question that history has"
                    + " several times in one attempt the earliest answer counts; an answer whose regrade is under way has its new grade."
                    + " The criterion is the rest score as a share of its maximum.";

    static final String ITEMS = "Each learner's first finished attempt in exam or imported mode." + RULES;

    static final String TESTS =
            "Each learner's first finished attempt by the blueprint, passed or not by its pass mark of now." + RULES;

    static PopulationView of(Population.Size size, String cohort, String described) {
        return new PopulationView(
                size.attempts(), size.provisional(), size.unfit(), cohort.isEmpty() ? null : cohort, described);
    }
}
