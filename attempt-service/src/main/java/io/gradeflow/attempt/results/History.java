package io.gradeflow.attempt.results;

import io.gradeflow.attempt.PlaceInTime;
import io.gradeflow.attempt.attempts.AttemptHead;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Lists attempts, newest first. */
@ApplicationScoped
class History {

    /**
     * The page is cut before anything is looked up for its rows. Whether a grade is to come is counted and not taken from what is
     * kept, because a corrected key puts answers behind before their new grades come.
     */
    private static final String PAGE = """
            WITH page AS (
                SELECT attempt_id, learner_id, slug, mode, blueprint, preview, status, started_at, deadline, finished_at,
                    cardinality(question_ids) AS questions, pass_mark, scale_min, scale_max, %s AS exam_elsewhere
                FROM attempt JOIN bank USING (bank_id)
                WHERE %s
                ORDER BY started_at DESC, attempt_id LIMIT :limit)
            SELECT page.*, name, answers.answered, answers.ungraded,
                attempt_progress.score, attempt_progress.maximum
            FROM page
                JOIN attempt_progress USING (attempt_id)
                LEFT JOIN learner USING (learner_id)
                CROSS JOIN LATERAL (
                    SELECT count(*) AS answered, count(*) FILTER (
                        WHERE NOT erased AND (graded_key_version IS NULL OR graded_key_version < key_version)) AS ungraded
                    FROM answer LEFT JOIN answer_key USING (question_id, revision)
                    WHERE answer.attempt_id = page.attempt_id AND NOT superseded AND response IS NOT NULL) AS answers
            ORDER BY started_at DESC, attempt_id
            """;

    private final Jdbi jdbi;
    private final Modes modes;

    History(Jdbi jdbi, Modes modes) {
        this.jdbi = jdbi;
        this.modes = modes;
    }

    Page<HistoryItem> page(Viewer viewer, HistoryFilter filter, @Nullable PlaceInTime after, int limit) {
        List<HistoryItem> found = jdbi.withHandle(handle -> {
            Query query = handle.createQuery(PAGE.formatted(
                    AttemptHead.EXAM_ELSEWHERE, String.join(" AND ", conditions(viewer, filter, after))));
            return bind(query, viewer, filter, after)
                    .bind("limit", limit + 1)
                    .map((row, context) -> item(row, viewer))
                    .list();
        });
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        HistoryItem last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), new PlaceInTime(last.startedAt(), last.id()).cursor());
    }

    /** Only what is asked for stands in the statement, so that an index in the order of the list serves the usual ones. */
    private static List<String> conditions(Viewer viewer, HistoryFilter filter, @Nullable PlaceInTime after) {
        List<String> conditions = new ArrayList<>();
        if (!viewer.isLeader()) {
            conditions.add("learner_id = :viewer");
        } else if (!viewer.leadsAll()) {
            conditions.add(Viewer.SEES);
        }
        conditions.add(filter.preview() ? "preview" : "NOT preview");
        if (filter.bank() != null) {
            conditions.add("slug = :bank");
        }
        if (filter.mode() != null) {
            conditions.add("mode = :mode");
        }
        if (filter.status() != null) {
            conditions.add("status = :status");
        }
        if (filter.cohort() != null) {
            conditions.add("cohorts @> ARRAY[:cohort]::text[]");
        }
        if (filter.learner() != null) {
            conditions.add("learner_id = :learner");
        }
        if (after != null) {
            conditions.add("(started_at < :at OR (started_at = :at AND attempt_id > :after))");
        }
        return conditions;
    }

    private static Query bind(Query query, Viewer viewer, HistoryFilter filter, @Nullable PlaceInTime after) {
        if (!viewer.isLeader()) {
            query.bind("viewer", viewer.id());
        } else if (!viewer.leadsAll()) {
            viewer.bindTo(query);
        }
        if (filter.bank() != null) {
            query.bind("bank", filter.bank());
        }
        if (filter.mode() != null) {
            query.bind("mode", filter.mode());
        }
        if (filter.status() != null) {
            query.bind("status", filter.status());
        }
        if (filter.cohort() != null) {
            query.bind("cohort", filter.cohort());
        }
        if (filter.learner() != null) {
            query.bind("learner", filter.learner());
        }
        return after == null
                ? query
                : query.bind("at", Timestamp.from(after.at())).bind("after", after.id());
    }

    private HistoryItem item(ResultSet row, Viewer viewer) throws SQLException {
        AttemptStatus status = AttemptStatus.valueOf(row.getString("status"));
        String mode = row.getString("mode");
        boolean tells = AttemptHead.tellsGrades(modes.of(mode).feedback(), status, row.getBoolean("exam_elsewhere"));
        BigDecimal points = row.getBigDecimal("score");
        Score score = tells && points != null ? new Score(points, row.getBigDecimal("maximum")) : null;
        Integer scaled = score == null ? null : score.on(scale(row));
        return new HistoryItem(
                row.getObject("attempt_id", UUID.class),
                row.getString("learner_id"),
                viewer.isLeader() ? row.getString("name") : null,
                row.getString("slug"),
                mode,
                row.getString("blueprint"),
                row.getBoolean("preview"),
                status,
                row.getTimestamp("started_at").toInstant(),
                Rows.instant(row, "deadline"),
                Rows.instant(row, "finished_at"),
                row.getInt("questions"),
                row.getInt("answered"),
                score == null ? null : score.score(),
                score == null ? null : score.maximum(),
                scaled,
                scaled == null ? null : (Boolean) (scaled >= row.getInt("pass_mark")),
                score == null ? null : (Boolean) (row.getInt("ungraded") > 0));
    }

    private static @Nullable Scale scale(ResultSet row) throws SQLException {
        return row.getObject("scale_min") == null ? null : new Scale(row.getInt("scale_min"), row.getInt("scale_max"));
    }
}
