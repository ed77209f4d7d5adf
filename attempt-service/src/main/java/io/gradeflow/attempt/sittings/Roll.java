package io.gradeflow.attempt.sittings;

import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Who of a sitting's cohort has started, is silent, has finished: each learner once, with the newest attempt. */
@ApplicationScoped
class Roll {

    enum Standing {
        NOT_STARTED,
        ACTIVE,
        /** Started, and not heard of for a while. */
        SILENT,
        FINISHED,
        EXPIRED,
        VOIDED
    }

    /**
     * @param attempts how many were started, voided ones included
     * @param answered questions that have an answer now
     * @param late late answers that nobody has accepted
     */
    record Entry(
            String learnerId,
            @Nullable String name,
            Standing standing,
            @Nullable UUID attemptId,
            int attempts,
            @Nullable Instant startedAt,
            @Nullable Instant deadline,
            @Nullable Instant finishedAt,
            @Nullable Instant seenAt,
            int extraMinutes,
            @Nullable Integer questions,
            @Nullable Integer answered,
            @Nullable Integer late) {}

    /** @param counts over the whole cohort, whatever the page shows */
    record Shown(Instant asOf, Map<Standing, Integer> counts, Page<Entry> learners) {}

    /** Members now, and whoever has sat though no member any more. */
    private static final String STANDINGS = """
            WITH sitter AS (
                SELECT learner_id FROM cohort_of_learner WHERE cohort = :cohort
                UNION SELECT learner_id FROM attempt WHERE sitting_id = :sitting AND NOT preview),
            newest AS (
                SELECT DISTINCT ON (learner_id) *, count(*) OVER (PARTITION BY learner_id) AS attempts
                FROM attempt WHERE sitting_id = :sitting AND NOT preview
                ORDER BY learner_id, started_at DESC, attempt_id),
            standing AS (
                SELECT sitter.learner_id, coalesce(name, '') AS name, newest.attempt_id, coalesce(attempts, 0) AS attempts,
                    started_at, deadline, finished_at, attempt_progress.seen_at, cardinality(question_ids) AS questions,
                    coalesce(accommodation.extra_minutes, 0) AS extra_minutes,
                    CASE WHEN status IS NULL THEN 'NOT_STARTED'
                        WHEN status <> 'OPEN' THEN status
                        WHEN greatest(attempt_progress.seen_at, started_at) < :silentSince THEN 'SILENT'
                        ELSE 'ACTIVE' END AS standing
                FROM sitter LEFT JOIN learner USING (learner_id) LEFT JOIN newest USING (learner_id)
                    LEFT JOIN attempt_progress USING (attempt_id)
                    LEFT JOIN accommodation ON accommodation.sitting_id = :sitting
                        AND accommodation.learner_id = sitter.learner_id)
            """;

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Duration silentAfter;

    Roll(
            Jdbi jdbi,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.sittings.silent-after", defaultValue = "60S") Duration silentAfter) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.silentAfter = silentAfter;
    }

    /**
     * @param standing only these; null for all
     * @param name only those with such a text in their name or id, in any letter case; empty for all
     */
    Shown of(Sitting sitting, @Nullable Standing standing, String name, @Nullable String cursor, int limit) {
        Instant now = clock.instant();
        Timestamp silentSince = Timestamp.from(now.minus(silentAfter));
        return jdbi.inTransaction(handle -> new Shown(
                now,
                counts(handle, sitting, silentSince),
                page(handle, sitting, silentSince, standing, name, cursor, limit)));
    }

    private static Map<Standing, Integer> counts(Handle handle, Sitting sitting, Timestamp silentSince) {
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        for (Standing standing : Standing.values()) {
            counts.put(standing, 0);
        }
        return handle.createQuery(STANDINGS + "SELECT standing, count(*) AS n FROM standing GROUP BY standing")
                .bind("sitting", sitting.id())
                .bind("cohort", sitting.cohort())
                .bind("silentSince", silentSince)
                .reduceResultSet(counts, (found, row, context) -> {
                    found.put(Standing.valueOf(row.getString("standing")), row.getInt("n"));
                    return found;
                });
    }

    private static Page<Entry> page(
            Handle handle,
            Sitting sitting,
            Timestamp silentSince,
            @Nullable Standing standing,
            String named,
            @Nullable String cursor,
            int limit) {
        After after = cursor == null ? new After("", "") : After.parse(cursor);
        List<Entry> found = handle.createQuery(STANDINGS + """
                        SELECT standing.*,
                            (SELECT count(*) FROM answer WHERE answer.attempt_id = standing.attempt_id
                                AND NOT superseded AND response IS NOT NULL) AS answered,
                            (SELECT count(*) FROM last_late_answer
                                WHERE last_late_answer.attempt_id = standing.attempt_id AND waiting) AS late
                        FROM standing
                        WHERE (name, learner_id) > (:name, :learner)
                            AND (CAST(:standing AS text) IS NULL OR standing = :standing)
                            AND position(lower(:named) IN lower(concat_ws(' ', name, learner_id))) > 0
                        ORDER BY name, learner_id LIMIT :limit
                        """)
                .bind("sitting", sitting.id())
                .bind("cohort", sitting.cohort())
                .bind("silentSince", silentSince)
                .bind("named", named.replace('\u0000', '\uFFFD'))
                .bind("name", after.name())
                .bind("learner", after.learnerId())
                .bind("standing", standing == null ? null : standing.name())
                .bind("limit", limit + 1)
                .map((row, context) -> entry(row))
                .list();
        List<Entry> page = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(page, found.size() > limit ? After.of(page.getLast()) : null);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        UUID attemptId = row.getObject("attempt_id", UUID.class);
        String name = row.getString("name");
        return new Entry(
                row.getString("learner_id"),
                name.isEmpty() ? null : name,
                Standing.valueOf(row.getString("standing")),
                attemptId,
                row.getInt("attempts"),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "deadline"),
                Rows.instant(row, "finished_at"),
                Rows.instant(row, "seen_at"),
                row.getInt("extra_minutes"),
                attemptId == null ? null : (Integer) row.getInt("questions"),
                attemptId == null ? null : (Integer) row.getInt("answered"),
                attemptId == null ? null : (Integer) row.getInt("late"));
    }

    private record After(String name, String learnerId) {

        static After parse(String cursor) {
            String decoded = Cursor.decode(cursor);
            int end = decoded.indexOf('\n');
            if (end < 0) {
                throw Cursor.invalid();
            }
            return new After(decoded.substring(end + 1), decoded.substring(0, end));
        }

        static String of(Entry entry) {
            return Cursor.encode(entry.learnerId() + "\n" + (entry.name() == null ? "" : entry.name()));
        }
    }
}
