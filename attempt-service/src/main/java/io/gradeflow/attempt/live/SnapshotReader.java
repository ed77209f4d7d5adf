package io.gradeflow.attempt.live;

import io.gradeflow.attempt.attempts.AttemptHead;
import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Mode;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.platform.database.Columns;
import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Reads attempts that have changed: all that are watched with two statements, which see one state of the tables. */
@ApplicationScoped
class SnapshotReader {

    /** Below the number of every change, so that an attempt is read in any case. */
    static final long NOTHING = -1;

    private final Jdbi jdbi;
    private final Modes modes;

    SnapshotReader(Jdbi jdbi, Modes modes) {
        this.jdbi = jdbi;
        this.modes = modes;
    }

    /** @param read the number of the change up to which each attempt was read before; those without a newer one are absent */
    Map<UUID, Snapshot> changedSince(Map<UUID, Long> read) {
        return Transactions.atOneMoment(jdbi, handle -> {
            Map<UUID, Snapshot> changed = heads(handle, read);
            List<UUID> telling = changed.values().stream()
                    .filter(Snapshot::tellsGrades)
                    .map(Snapshot::attemptId)
                    .toList();
            if (!telling.isEmpty()) {
                answers(handle, telling)
                        .forEach((attemptId, answers) ->
                                changed.computeIfPresent(attemptId, (id, snapshot) -> snapshot.with(answers)));
            }
            return changed;
        });
    }

    private Map<UUID, Snapshot> heads(Handle handle, Map<UUID, Long> read) {
        return Columns.of(List.copyOf(read.entrySet()))
                .uuid("attempts", Map.Entry::getKey)
                .bigint("changes", Map.Entry::getValue)
                .bindTo(handle.createQuery("""
                        SELECT attempt.attempt_id, change, state_change, mode, status, deadline, finished_at,
                            cardinality(question_ids) AS questions,\s""" + AttemptHead.EXAM_ELSEWHERE + """
                            AS exam_elsewhere
                        FROM unnest(:attempts, :changes) AS watched (attempt_id, read)
                            JOIN attempt_progress USING (attempt_id) JOIN attempt USING (attempt_id)
                        WHERE change > read
                        """))
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    Snapshot snapshot = head(row);
                    found.put(snapshot.attemptId(), snapshot);
                    return found;
                });
    }

    private Snapshot head(ResultSet row) throws SQLException {
        AttemptStatus status = AttemptStatus.valueOf(row.getString("status"));
        Mode.Feedback feedback = modes.of(row.getString("mode")).feedback();
        boolean examElsewhere = row.getBoolean("exam_elsewhere");
        return new Snapshot(
                row.getObject("attempt_id", UUID.class),
                row.getLong("change"),
                row.getLong("state_change"),
                status,
                Rows.instant(row, "deadline"),
                Rows.instant(row, "finished_at"),
                row.getInt("questions"),
                feedback,
                examElsewhere,
                AttemptHead.tellsGrades(feedback, status, examElsewhere),
                List.of());
    }

    private static Map<UUID, List<Snapshot.Answer>> answers(Handle handle, List<UUID> attemptIds) {
        return handle.createQuery("""
                        SELECT attempt_id, position, version, score, answer.maximum, correct, change, graded_key_version, key_version
                        FROM answer LEFT JOIN answer_key USING (question_id, revision)
                        WHERE attempt_id = ANY (:attempts) AND NOT superseded AND response IS NOT NULL
                        ORDER BY attempt_id, position
                        """)
                .bindArray("attempts", UUID.class, attemptIds)
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.computeIfAbsent(row.getObject("attempt_id", UUID.class), id -> new ArrayList<>())
                            .add(answer(row));
                    return found;
                });
    }

    private static Snapshot.Answer answer(ResultSet row) throws SQLException {
        Integer gradedUnder = row.getObject("graded_key_version", Integer.class);
        return new Snapshot.Answer(
                row.getInt("position"),
                gradedUnder == null
                        ? null
                        : new LiveEvent.Grade(
                                row.getInt("position"),
                                row.getInt("version"),
                                row.getBigDecimal("score"),
                                row.getBigDecimal("maximum"),
                                row.getBoolean("correct")),
                gradedUnder != null && gradedUnder >= row.getInt("key_version"),
                row.getLong("change"));
    }
}
