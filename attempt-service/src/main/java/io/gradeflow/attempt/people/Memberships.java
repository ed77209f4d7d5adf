package io.gradeflow.attempt.people;

import io.gradeflow.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who belongs to which cohort. A token tells it, or the API gives it; either is enough. */
public final class Memberships {

    /** The cohort of whoever has none. */
    public static final String EVERYONE = "everyone";

    private static final int LONGEST_NAME = 200;

    /**
     * What a token says of its owner.
     *
     * @param cohorts each once, none of them {@link #EVERYONE}
     */
    public record Told(String learnerId, @Nullable String name, List<String> cohorts) {}

    /**
     * What holds of the learners now.
     *
     * @param cohorts of each, in order, {@link #EVERYONE} where there is none
     * @param erased those whose personal data is erased, or is to be: nothing starts for them any more
     */
    public record Taken(Map<String, List<String>> cohorts, Set<String> erased) {}

    private record Membership(String learnerId, String cohort) {}

    /** What is stored of one learner. */
    private record Known(@Nullable String name, Set<String> told, Set<String> given) {

        Known() {
            this(null, new TreeSet<>(), new TreeSet<>());
        }

        Known named(@Nullable String newName) {
            return new Known(newName, told, given);
        }
    }

    private Memberships() {}

    /** Whether a cohort may be called so: some text, not too long, and not the one that nobody joins. */
    public static boolean isName(String cohort) {
        return !cohort.isBlank()
                && cohort.length() <= LONGEST_NAME
                && !cohort.equals(EVERYONE)
                && cohort.chars().noneMatch(Character::isISOControl);
    }

    /** The cohorts that the API gave somebody. */
    static List<String> given(Handle handle, String learnerId) {
        return handle.createQuery("SELECT cohort FROM cohort_member WHERE learner_id = :learner AND source = 'api'")
                .bind("learner", learnerId)
                .mapTo(String.class)
                .list();
    }

    /**
     * Takes over what tokens say: names, and memberships, of which those that a token told before and doesn't any more end. Nothing
     * of it where the personal data is erased. Writes only what is new, so that a learner who comes again costs two looks.
     *
     * <p>The rows of the learners are held until the commit: what is read of them afterwards isn't being changed by another instance
     * that does so.
     *
     * @param told one a learner
     */
    public static Taken takeOver(Handle handle, Collection<Told> told, Instant now) {
        // In one order, so that two instances that hear of the same people never wait for each other in a circle.
        List<Told> learners =
                told.stream().sorted(Comparator.comparing(Told::learnerId)).toList();
        Map<String, Known> known = known(handle, learners);
        storeNames(handle, learners, known, now);
        Set<String> erased = hold(handle, known.keySet());
        List<Membership> begun = new ArrayList<>();
        List<Membership> ended = new ArrayList<>();
        Map<String, List<String>> cohorts = new HashMap<>();
        for (Told learner : learners) {
            Known before = known.getOrDefault(learner.learnerId(), new Known());
            Set<String> all = new TreeSet<>(before.given());
            all.addAll(learner.cohorts());
            cohorts.put(learner.learnerId(), all.isEmpty() ? List.of(EVERYONE) : List.copyOf(all));
            learner.cohorts().stream()
                    .filter(cohort -> !before.told().contains(cohort) && !erased.contains(learner.learnerId()))
                    .forEach(cohort -> begun.add(new Membership(learner.learnerId(), cohort)));
            before.told().stream()
                    .filter(cohort -> !learner.cohorts().contains(cohort))
                    .forEach(cohort -> ended.add(new Membership(learner.learnerId(), cohort)));
        }
        begin(handle, begun, now);
        end(handle, ended);
        return new Taken(cohorts, erased);
    }

    /** In one order. @return those whose personal data is erased, or is to be */
    private static Set<String> hold(Handle handle, Collection<String> learnerIds) {
        return handle.createQuery("""
                        SELECT learner_id, erased FROM learner WHERE learner_id = ANY (:learners)
                        ORDER BY learner_id FOR NO KEY UPDATE
                        """)
                .bindArray("learners", String.class, learnerIds)
                .reduceResultSet(new HashSet<>(), (erased, row, context) -> {
                    if (row.getBoolean("erased")) {
                        erased.add(row.getString("learner_id"));
                    }
                    return erased;
                });
    }

    /** Those whose personal data is erased, or is to be. */
    public static Set<String> erased(Handle handle, Collection<String> learnerIds) {
        return handle.createQuery("SELECT learner_id FROM learner WHERE learner_id = ANY (:learners) AND erased")
                .bindArray("learners", String.class, learnerIds)
                .mapTo(String.class)
                .set();
    }

    private static Map<String, Known> known(Handle handle, List<Told> learners) {
        return handle.createQuery("""
                        SELECT told.learner_id, name, cohort, source
                        FROM unnest(:learners) AS told (learner_id)
                            LEFT JOIN learner USING (learner_id) LEFT JOIN cohort_member USING (learner_id)
                        """)
                .bindArray(
                        "learners",
                        String.class,
                        learners.stream().map(Told::learnerId).toList())
                .reduceResultSet(new LinkedHashMap<>(), (known, row, context) -> {
                    add(known, row);
                    return known;
                });
    }

    private static void add(Map<String, Known> known, ResultSet row) throws SQLException {
        String name = row.getString("name");
        Known learner = known.computeIfAbsent(row.getString("learner_id"), id -> new Known().named(name));
        String cohort = row.getString("cohort");
        if (cohort != null) {
            (row.getString("source").equals("token") ? learner.told() : learner.given()).add(cohort);
        }
    }

    private static void storeNames(Handle handle, List<Told> learners, Map<String, Known> known, Instant now) {
        List<Told> renamed = learners.stream()
                .filter(learner -> {
                    Known before = known.get(learner.learnerId());
                    String name = learner.name();
                    return before == null || before.name() == null || (name != null && !name.equals(before.name()));
                })
                .toList();
        if (renamed.isEmpty()) {
            return;
        }
        Columns.of(renamed)
                .text("learners", Told::learnerId)
                .text("names", Told::name)
                .bindTo(handle.createUpdate("""
                        INSERT INTO learner AS known (learner_id, name, seen_at)
                        SELECT learner_id, name, :now
                        FROM unnest(:learners, :names) AS told (learner_id, name)
                        ON CONFLICT (learner_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at
                        WHERE NOT known.erased AND excluded.name IS NOT NULL AND known.name IS DISTINCT FROM excluded.name
                        """))
                .bind("now", Timestamp.from(now))
                .execute();
    }

    private static void begin(Handle handle, List<Membership> begun, Instant now) {
        if (begun.isEmpty()) {
            return;
        }
        Columns.of(begun)
                .text("learners", Membership::learnerId)
                .text("cohorts", Membership::cohort)
                .bindTo(handle.createUpdate("""
                        INSERT INTO cohort_member (cohort, learner_id, source, since)
                        SELECT cohort, learner_id, 'token', :now FROM unnest(:learners, :cohorts) AS told (learner_id, cohort)
                        ON CONFLICT DO NOTHING
                        """))
                .bind("now", Timestamp.from(now))
                .execute();
    }

    private static void end(Handle handle, List<Membership> ended) {
        if (ended.isEmpty()) {
            return;
        }
        Columns.of(ended)
                .text("learners", Membership::learnerId)
                .text("cohorts", Membership::cohort)
                .bindTo(handle.createUpdate("""
                        DELETE FROM cohort_member WHERE source = 'token' AND (learner_id, cohort) IN (
                            SELECT * FROM unnest(:learners, :cohorts))
                        """))
                .execute();
    }
}
