package io.gradeflow.analytics.topics;

import io.gradeflow.platform.http.Caller;
import io.gradeflow.platform.http.Roles;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a caller may see: an admin everything, an author the sums over all learners, an instructor the cohorts of the
 * token's claim, and in them each learner; a learner own figures, and beside them those of own cohorts, if enough have answered.
 * Several roles allow what one of them does. Memberships that attempt-service's API gave are not known here, and who leads one by
 * it doesn't lead {@code everyone}: so an instructor whose token has no claim sees the sums of {@code everyone}, and no learner.
 */
@ApplicationScoped
public class Views {

    /** Fewer learners than this are no crowd in which one can't be told from another. */
    public static final long CROWD = 5;

    private static final String EVERYONE = "everyone";

    private final Caller caller;
    private final String claim;

    Views(Caller caller, @ConfigProperty(name = "gradeflow.cohorts.claim", defaultValue = "cohorts") String claim) {
        this.caller = caller;
        this.claim = claim;
    }

    /**
     * @param learner a learner's id; null if not asked for
     * @param cohort a cohort's name; null if not asked for
     * @throws ProblemException with 403 if the caller may not see that, with 400 if an instructor has to say which cohort
     */
    public View of(@Nullable String learner, @Nullable String cohort) {
        if (caller.hasRole(Roles.ADMIN)) {
            return learner == null ? ofCohort(cohort) : besides(learner, cohort, null);
        }
        if (caller.hasRole(Roles.INSTRUCTOR)) {
            return ofInstructor(learner, cohort);
        }
        if (learner != null && learner.equals(caller.id())) {
            return own(cohort);
        }
        if (learner != null) {
            throw forbidden(
                    "learner", "Figures of another learner are for those who lead one of the learner's cohorts.");
        }
        if (!caller.hasRole(Roles.AUTHOR)) {
            return own(cohort);
        }
        if (cohort != null) {
            throw forbidden("cohort", "Authors see the sums over all learners; leave the cohort away.");
        }
        return View.of(Whose.EVERYBODY);
    }

    private View ofInstructor(@Nullable String learner, @Nullable String cohort) {
        List<String> told = caller.texts(claim);
        List<String> led = told.isEmpty() ? List.of(EVERYONE) : told;
        if (cohort != null && !led.contains(cohort)) {
            throw forbidden("cohort", "You lead no cohort " + cohort + "; yours are " + String.join(", ", led) + ".");
        }
        if (learner != null) {
            if (learner.equals(caller.id())) {
                return own(cohort);
            }
            if (told.isEmpty()) {
                throw forbidden(
                        "learner",
                        "Your token names no cohort in its claim " + claim + ", so you see the sums of " + EVERYONE
                                + " and no single learner. Cohorts that were given by the API are not known here; have the"
                                + " claim name them.");
            }
            return besides(learner, cohort, led);
        }
        if (cohort == null && caller.hasRole(Roles.AUTHOR)) {
            return View.of(Whose.EVERYBODY);
        }
        if (cohort == null && led.size() > 1) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD,
                            "You lead several cohorts; name one of them: " + String.join(", ", led) + ".")
                    .field("cohort");
        }
        return ofCohort(cohort == null ? led.getFirst() : cohort);
    }

    private static View ofCohort(@Nullable String cohort) {
        return View.of(cohort == null ? Whose.EVERYBODY : new Whose.InCohort(cohort));
    }

    private static View besides(String learner, @Nullable String cohort, @Nullable List<String> within) {
        return new View(new Whose.OfLearner(learner, within), List.of(), cohort, within, 1);
    }

    private View own(@Nullable String cohort) {
        return new View(new Whose.OfLearner(caller.id(), null), caller.texts(claim), cohort, null, CROWD);
    }

    public static ProblemException forbidden(String field, String detail) {
        return new ProblemException(PlatformError.FORBIDDEN, detail).field(field);
    }
}
