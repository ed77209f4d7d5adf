package io.gradeflow.attempt.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Names of learners. They stand in one table and in no event. */
@ApplicationScoped
class Learners {

    /** @param name as the token of the learner's last start gave it; null where it gave none */
    record Learner(String id, @Nullable String name) {}

    private final Jdbi jdbi;

    Learners(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those of the ids who are, or have sat as, members of a cohort that the viewer leads; by name. */
    List<Learner> of(List<String> ids, Viewer viewer) {
        return jdbi.withHandle(handle -> viewer.bindLeads(handle.createQuery("""
                        SELECT learner_id, name FROM learner
                        WHERE learner_id = ANY (:ids) AND (
                            EXISTS (SELECT FROM cohort_of_learner member
                                WHERE member.learner_id = learner.learner_id
                                    AND (:viewerLeadsAll OR cohort = ANY (:viewerCohorts)))
                            OR EXISTS (SELECT FROM attempt
                                WHERE attempt.learner_id = learner.learner_id AND\s""" + Viewer.LEADS + """
                        ))
                        ORDER BY name, learner_id
                        """))
                .bindArray("ids", String.class, ids)
                .map((row, context) -> new Learner(row.getString("learner_id"), row.getString("name")))
                .list());
    }
}
