package io.gradeflow.attempt.importing;

import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Imported;
import io.gradeflow.attempt.people.Memberships;
import io.gradeflow.platform.database.ArrayText;
import io.gradeflow.platform.database.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Sittings as attempts. Those that a stream has changed stand in {@code open_import} until it has ended; that table is only
 * written by who holds the attempts' rows.
 */
final class SittingTables {

    private SittingTables() {}

    /**
     * Begins the sittings that aren't there, and holds all of them until the commit, in the order of their ids.
     *
     * @return how many questions each has on its paper
     */
    static Map<UUID, Integer> hold(Handle handle, List<Found> fresh, List<Found> repeated) {
        begin(handle, fresh);
        List<UUID> all = Stream.concat(fresh.stream(), repeated.stream())
                .map(Found::attemptId)
                .distinct()
                .toList();
        return handle.createQuery("""
                        SELECT attempt_id, cardinality(question_ids) AS size FROM attempt
                        WHERE attempt_id = ANY (:attempts) ORDER BY attempt_id FOR UPDATE
                        """)
                .bindArray("attempts", UUID.class, all)
                .reduceResultSet(new HashMap<>(), (sizes, row, context) -> {
                    sizes.put(row.getObject("attempt_id", UUID.class), row.getInt("size"));
                    return sizes;
                });
    }

    /** In the cohorts that the API gave their learners, and {@code everyone}'s where it gave none. */
    private static void begin(Handle handle, List<Found> fresh) {
        List<Found> first = List.copyOf(bySitting(fresh).values().stream()
                .map(lines -> lines.stream()
                        .min(Comparator.comparing(Found::answeredAt))
                        .orElseThrow())
                .toList());
        if (first.isEmpty()) {
            return;
        }
        Columns.of(first)
                .uuid("attempts", Found::attemptId)
                .uuid("banks", found -> found.bank().bankId())
                .integer("revisions", found -> found.bank().revision())
                .text("learners", Found::learnerId)
                .instant("times", Found::answeredAt)
                .bindTo(handle.createUpdate("""
                        WITH begun AS (
                            INSERT INTO attempt (attempt_id, bank_id, bank_revision, learner_id, mode, cohorts, status, started_at,
                                question_ids, revisions)
                            SELECT attempt_id, bank_id, bank_revision, learner_id, :mode, coalesce(
                                (SELECT array_agg(DISTINCT cohort ORDER BY cohort) FROM cohort_member
                                WHERE cohort_member.learner_id = given.learner_id),
                                ARRAY[:everyone]), :open, started_at, '{}', '{}'
                            FROM unnest(:attempts, :banks, :revisions, :learners, :times)
                                AS given (attempt_id, bank_id, bank_revision, learner_id, started_at)
                            ORDER BY attempt_id
                            ON CONFLICT (attempt_id) DO NOTHING
                            RETURNING attempt_id)
                        INSERT INTO attempt_progress (attempt_id) SELECT attempt_id FROM begun
                        """))
                .bind("mode", Imported.NAME)
                .bind("everyone", Memberships.EVERYONE)
                .bind("open", AttemptStatus.OPEN.name())
                .execute();
    }

    /** Adds questions at the ends of papers that are held. */
    static void grow(Handle handle, List<Batch.Placed> placed) {
        if (placed.isEmpty()) {
            return;
        }
        List<List<Found>> sittings = sittings(placed);
        Columns.of(sittings)
                .uuid("attempts", lines -> lines.getFirst().attemptId())
                .text(
                        "questions",
                        lines -> ArrayText.of(lines, line -> line.question().questionId()))
                .text(
                        "revisions",
                        lines -> ArrayText.of(lines, line -> line.question().revision()))
                .instant(
                        "first",
                        lines -> times(lines).min(Comparator.naturalOrder()).orElseThrow())
                .bindTo(handle.createUpdate("""
                        UPDATE attempt SET
                            question_ids = attempt.question_ids || added.question_ids::uuid[],
                            revisions = attempt.revisions || added.revisions::int[],
                            started_at = least(started_at, first_at)
                        FROM unnest(:attempts, :questions, :revisions, :first)
                            AS added (attempt_id, question_ids, revisions, first_at)
                        WHERE attempt.attempt_id = added.attempt_id
                        """))
                .execute();
    }

    /**
     * Remembers that the stream has to end what it has changed, and what an earlier stream broke off at that this one repeats.
     */
    static void keepOpen(Handle handle, UUID streamId, List<Batch.Placed> placed, List<Found> repeated) {
        if (!placed.isEmpty()) {
            Columns.of(sittings(placed))
                    .uuid("attempts", lines -> lines.getFirst().attemptId())
                    .instant(
                            "last",
                            lines -> times(lines).max(Comparator.naturalOrder()).orElseThrow())
                    .bindTo(handle.createUpdate("""
                            INSERT INTO open_import AS open (attempt_id, stream_id, last_answered_at)
                            SELECT attempt_id, :stream, last_answered_at
                            FROM unnest(:attempts, :last) AS changed (attempt_id, last_answered_at)
                            ON CONFLICT (attempt_id) DO UPDATE SET
                                stream_id = excluded.stream_id,
                                last_answered_at = greatest(open.last_answered_at, excluded.last_answered_at)
                            """))
                    .bind("stream", streamId)
                    .execute();
        }
        if (!repeated.isEmpty()) {
            handle.createUpdate("""
                            UPDATE open_import SET stream_id = :stream
                            WHERE attempt_id = ANY (:attempts) AND stream_id <> :stream
                            """)
                    .bind("stream", streamId)
                    .bindArray(
                            "attempts",
                            UUID.class,
                            repeated.stream().map(Found::attemptId).distinct().toList())
                    .execute();
        }
    }

    /** Some of the sittings that the stream has to end. */
    static List<UUID> open(Handle handle, UUID streamId, int portion) {
        return handle.createQuery("""
                        SELECT attempt_id FROM open_import WHERE stream_id = :stream ORDER BY attempt_id LIMIT :portion
                        """)
                .bind("stream", streamId)
                .bind("portion", portion)
                .mapTo(UUID.class)
                .list();
    }

    /**
     * Ends sittings of the stream, and announces the papers of those that had ended before anew. What a later stream has taken
     * over meanwhile is that one's to end. A sitting that was voided stays so.
     *
     * @return how many were ended
     */
    static int end(Handle handle, UUID streamId, List<UUID> attemptIds) {
        handle.createQuery("SELECT 1 FROM attempt WHERE attempt_id = ANY (:attempts) ORDER BY attempt_id FOR UPDATE")
                .bindArray("attempts", UUID.class, attemptIds)
                .mapTo(int.class)
                .list();
        List<UUID> ended = handle.createQuery("""
                        WITH left_open AS (
                            DELETE FROM open_import WHERE attempt_id = ANY (:attempts) AND stream_id = :stream
                            RETURNING attempt_id, last_answered_at)
                        UPDATE attempt SET
                            status = CASE WHEN status = :open THEN :finished ELSE status END,
                            finished_at = greatest(finished_at, last_answered_at),
                            paper_version = paper_version + 1, announced = false
                        FROM left_open WHERE attempt.attempt_id = left_open.attempt_id
                        RETURNING attempt.attempt_id
                        """)
                .bindArray("attempts", UUID.class, attemptIds)
                .bind("stream", streamId)
                .bind("open", AttemptStatus.OPEN.name())
                .bind("finished", AttemptStatus.FINISHED.name())
                .mapTo(UUID.class)
                .list();
        AttemptProgress.stateChanged(handle, ended);
        return ended.size();
    }

    private static Map<UUID, List<Found>> bySitting(Collection<Found> lines) {
        return lines.stream().collect(Collectors.groupingBy(Found::attemptId, LinkedHashMap::new, Collectors.toList()));
    }

    private static List<List<Found>> sittings(List<Batch.Placed> placed) {
        return List.copyOf(
                bySitting(placed.stream().map(Batch.Placed::found).toList()).values());
    }

    private static Stream<Instant> times(List<Found> lines) {
        return lines.stream().map(Found::answeredAt);
    }
}
