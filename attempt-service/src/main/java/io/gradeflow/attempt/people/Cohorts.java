package io.gradeflow.attempt.people;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Page;
import io.gradeflow.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The memberships that the API gives, beside those that tokens tell. */
@ApplicationScoped
class Cohorts {

    record Cohort(String cohort, int members) {}

    /**
     * @param name null where no token gave one yet
     * @param sources {@code token} where the learner's last token told the membership, {@code api} where it was given here
     * @param since the earlier of the two; null in {@code everyone}, whom nobody joins
     */
    record Member(
            String learnerId,
            @Nullable String name,
            List<String> sources,
            @Nullable Instant since) {}

    private final Jdbi jdbi;
    private final InstantSource clock;

    Cohorts(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Those that the viewer leads and that have members, by name. */
    Page<Cohort> led(Viewer viewer, @Nullable String cursor, int limit) {
        List<Cohort> found = jdbi.withHandle(handle -> viewer.bindLeads(handle.createQuery("""
                        SELECT cohort, count(*) AS members FROM cohort_of_learner
                        WHERE (:viewerLeadsAll OR cohort = ANY (:viewerCohorts)) AND cohort > :after
                        GROUP BY cohort ORDER BY cohort LIMIT :limit
                        """))
                .bind("after", cursor == null ? "" : Cursor.decode(cursor))
                .bind("limit", limit + 1)
                .map((row, context) -> new Cohort(row.getString("cohort"), row.getInt("members")))
                .list());
        List<Cohort> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page, found.size() > limit ? Cursor.encode(page.getLast().cohort()) : null);
    }

    /**
     * By learner id.
     *
     * @param name only those with such a text in their name or id, in any letter case; empty for all
     * @throws ProblemException with 404 unless the viewer leads the cohort
     */
    Page<Member> members(String cohort, String name, Viewer viewer, @Nullable String cursor, int limit) {
        requireLed(cohort, viewer);
        List<Member> found = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT member.learner_id, name,
                            ARRAY(SELECT source FROM cohort_member source WHERE source.cohort = :cohort
                                AND source.learner_id = member.learner_id ORDER BY source) AS sources,
                            (SELECT min(since) FROM cohort_member source WHERE source.cohort = :cohort
                                AND source.learner_id = member.learner_id) AS since
                        FROM cohort_of_learner member LEFT JOIN learner ON learner.learner_id = member.learner_id
                        WHERE cohort = :cohort AND member.learner_id > :after
                            AND position(lower(:name) IN lower(concat_ws(' ', name, member.learner_id))) > 0
                        ORDER BY member.learner_id LIMIT :limit
                        """)
                .bind("cohort", cohort)
                .bind("name", name.replace('\u0000', '\uFFFD'))
                .bind("after", cursor == null ? "" : Cursor.decode(cursor))
                .bind("limit", limit + 1)
                .map((row, context) -> {
                    return new Member(
                            row.getString("learner_id"),
                            row.getString("name"),
                            List.of((String[]) row.getArray("sources").getArray()),
                            Rows.instant(row, "since"));
                })
                .list());
        List<Member> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                page, found.size() > limit ? Cursor.encode(page.getLast().learnerId()) : null);
    }

    /**
     * Holds for the attempts that start from now on.
     *
     * @throws ProblemException with 404 unless the viewer leads the cohort
     */
    void add(String cohort, List<String> learnerIds, Viewer viewer) {
        requireLed(cohort, viewer);
        if (!Memberships.isName(cohort)) {
            throw new ProblemException(
                    AttemptError.COHORT_UNKNOWN,
                    "A cohort's name has 1 to 200 characters; \"everyone\" is whoever has none, and nobody joins it.");
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO cohort_member (cohort, learner_id, source, since, added_by)
                        SELECT :cohort, learner_id, 'api', :now, :by FROM unnest(:learners) AS added (learner_id)
                        ORDER BY learner_id ON CONFLICT DO NOTHING
                        """)
                .bind("cohort", cohort)
                .bindArray("learners", String.class, learnerIds)
                .bind("now", Timestamp.from(clock.instant()))
                .bind("by", viewer.id())
                .execute());
    }

    /**
     * Takes back what the API gave. Who is a member by a token stays one for as long as tokens say so.
     *
     * @throws ProblemException with 404 unless the viewer leads the cohort
     */
    void remove(String cohort, String learnerId, Viewer viewer) {
        requireLed(cohort, viewer);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        DELETE FROM cohort_member WHERE cohort = :cohort AND learner_id = :learner AND source = 'api'
                        """)
                .bind("cohort", cohort)
                .bind("learner", learnerId)
                .execute());
    }

    private static void requireLed(String cohort, Viewer viewer) {
        if (!viewer.leads(cohort)) {
            throw new ProblemException(
                    AttemptError.COHORT_UNKNOWN, "You lead no cohort " + cohort + "; see GET /api/v1/cohorts.");
        }
    }
}
