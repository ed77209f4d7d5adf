package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.grades.Points;
import io.gradeflow.attempt.people.Viewer;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.http.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The record of what regrades changed. */
@ApplicationScoped
class GradeChanges {

    /** @param version of the answer, as it stood when it was graded anew; 0 where the question was left blank */
    record GradeChange(
            UUID attemptId,
            String learnerId,
            @Nullable String name,
            int position,
            int version,
            Points former,
            Points now,
            Instant changedAt) {}

    private record Place(UUID attemptId, int position, int version) {

        static Place of(String cursor) {
            String[] parts = Cursor.decode(cursor).split("/", -1);
            try {
                if (parts.length == 3) {
                    return new Place(UUID.fromString(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
                }
            } catch (IllegalArgumentException e) {
                throw Cursor.invalid();
            }
            throw Cursor.invalid();
        }

        static String after(GradeChange change) {
            return Cursor.encode(change.attemptId() + "/" + change.position() + "/" + change.version());
        }
    }

    private final Jdbi jdbi;

    GradeChanges(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Of attempts that the viewer leads, in the order of their ids. */
    Page<GradeChange> of(UUID correctionId, Viewer viewer, @Nullable String cursor, int limit) {
        Place after = cursor == null ? null : Place.of(cursor);
        List<GradeChange> found =
                jdbi.withHandle(handle -> viewer.bindLeads(handle.createQuery("""
                        SELECT grade_change.*, learner_id, name
                        FROM correction JOIN grade_change USING (question_id, revision, key_version)
                            JOIN attempt USING (attempt_id) LEFT JOIN learner USING (learner_id)
                        WHERE correction_id = :correction AND\s""" + Viewer.LEADS + """
                            AND (CAST(:attempt AS uuid) IS NULL
                                OR (attempt_id, position, version) > (CAST(:attempt AS uuid), :position, :version))
                        ORDER BY attempt_id, position, version LIMIT :limit
                        """))
                        .bind("correction", correctionId)
                        .bind("attempt", after == null ? null : after.attemptId())
                        .bind("position", after == null ? 0 : after.position())
                        .bind("version", after == null ? 0 : after.version())
                        .bind("limit", limit + 1)
                        .map((row, context) -> change(row))
                        .list());
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), Place.after(found.get(limit - 1)));
    }

    private static GradeChange change(ResultSet row) throws SQLException {
        return new GradeChange(
                row.getObject("attempt_id", UUID.class),
                row.getString("learner_id"),
                row.getString("name"),
                row.getInt("position"),
                row.getInt("version"),
                new Points(row.getBigDecimal("former_score"), row.getBigDecimal("former_maximum")),
                new Points(row.getBigDecimal("score"), row.getBigDecimal("maximum")),
                row.getTimestamp("changed_at").toInstant());
    }
}
