package io.gradeflow.analytics.topics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose answers figures are of. */
public sealed interface Whose {

    /** Of all learners. */
    InCohort EVERYBODY = new InCohort("");

    /** Of those who belonged to the cohort when they began; without a name, of all. */
    record InCohort(String cohort) implements Whose {}

    /**
     * Of one.
     *
     * @param within only what was answered as a member of one of these cohorts; null for all
     */
    record OfLearner(String learnerId, @Nullable List<String> within) implements Whose {}
}
