package io.gradeflow.analytics.quality;

import io.gradeflow.analytics.query.Parameters;
import io.gradeflow.analytics.topics.Views;
import io.gradeflow.analytics.topics.Whose;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Which attempts a caller may have analysed. */
@ApplicationScoped
class Audience {

    static final String BANK = "The bank's slug";
    static final String COHORT = "Only attempts of those who belonged to this cohort when they began";

    private final Views views;

    Audience(Views views) {
        this.views = views;
    }

    /**
     * @param cohort null if not asked for
     * @return without a name for all learners
     * @throws ProblemException with 403 if the caller may not see them, with 400 if an instructor has to say which cohort
     */
    String cohort(@Nullable String cohort) {
        return switch (views.of(null, Parameters.name("cohort", cohort)).whose()) {
            case Whose.InCohort seen -> seen.cohort();
            case Whose.OfLearner _ -> throw Views.forbidden("cohort", "Items and tests are not told of one learner.");
        };
    }
}
