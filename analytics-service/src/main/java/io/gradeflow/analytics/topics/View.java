package io.gradeflow.analytics.topics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see.
 *
 * @param whose of whom the figures are
 * @param beside cohorts whose figures may stand beside those of a learner, where they are known without looking at the answers;
 *     to them come those of which the learner was a member when answering
 * @param only the one of these cohorts that the caller wants; null for all
 * @param within the only cohorts that may stand there; null for any
 * @param fewest learners that a cohort's figure must have to be shown
 */
public record View(
        Whose whose,
        List<String> beside,
        @Nullable String only,
        @Nullable List<String> within,
        long fewest) {

    /** Whether it is of the caller's own answers, as a learner's view is. */
    public boolean isOwn() {
        return fewest > 1;
    }

    static View of(Whose.InCohort cohort) {
        return new View(cohort, List.of(), null, null, 1);
    }
}
