package io.gradeflow.attempt.people;

import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Somebody who looks at attempts or changes them.
 *
 * @param id the token's subject
 * @param leadsAll whether every cohort is the viewer's own
 * @param cohorts those that the viewer leads; none for learners and authors
 */
public record Viewer(String id, boolean leadsAll, List<String> cohorts) {

    /** True of the rows of {@code attempt} of learners in cohorts that the viewer leads; {@link #bindLeads} gives it its values. */
    public static final String LEADS = "(:viewerLeadsAll OR attempt.cohorts && :viewerCohorts)";

    /** True of the rows of {@code attempt} that the viewer may see: own ones, and those that {@link #LEADS} is true of. */
    public static final String SEES = "(attempt.learner_id = :viewer OR " + LEADS + ")";

    /** Somebody who sees nothing but own attempts. */
    public static Viewer learner(String id) {
        return new Viewer(id, false, List.of());
    }

    public boolean leads(String cohort) {
        return leadsAll || cohorts.contains(cohort);
    }

    /** Whether others' attempts can be among those that the viewer sees. */
    public boolean isLeader() {
        return leadsAll || !cohorts.isEmpty();
    }

    /** For statements with {@link #SEES}. */
    public <S extends SqlStatement<S>> S bindTo(S statement) {
        return bindLeads(statement).bind("viewer", id);
    }

    /** For statements with {@link #LEADS}, or with its parameters alone. */
    public <S extends SqlStatement<S>> S bindLeads(S statement) {
        return statement.bind("viewerLeadsAll", leadsAll).bindArray("viewerCohorts", String.class, cohorts);
    }
}
