package io.gradeflow.attempt.results;

import io.gradeflow.attempt.catalog.Effect;
import io.gradeflow.attempt.grades.Points;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A correction of the key of a question on a paper, made since the attempt started.
 *
 * @param position of the question, counts from 1
 * @param reason as whoever corrected it gave it
 * @param changed whether what the question is worth changed by it
 * @param former what it was worth before, null unless that changed; with {@code now}
 */
record CorrectedKey(
        int position,
        UUID correctionId,
        Effect effect,
        String reason,
        Instant correctedAt,
        boolean changed,
        @Nullable Points former,
        @Nullable Points now) {

    /**
     * The first first, and none of a question that can still be answered, whose key it would tell of. What changed is what the
     * record of regrades tells of the answer, or of the blank: nothing where a question was worth what it is from the beginning.
     */
    static List<CorrectedKey> of(Handle handle, UUID attemptId) {
        return handle.createQuery("""
                        SELECT paper.position, correction.correction_id, effect, reason, corrected_at,
                            former_score, former_maximum, grade_change.score, grade_change.maximum
                        FROM attempt
                            CROSS JOIN LATERAL unnest(question_ids, revisions)
                                WITH ORDINALITY AS paper (question_id, revision, position)
                            JOIN correction ON correction.question_id = paper.question_id
                                AND correction.revision = paper.revision AND corrected_at > started_at
                            LEFT JOIN answer ON answer.attempt_id = attempt.attempt_id AND answer.position = paper.position
                                AND NOT superseded
                            LEFT JOIN grade_change ON grade_change.attempt_id = attempt.attempt_id
                                AND grade_change.position = paper.position
                                AND grade_change.version = coalesce(answer.version, 0)
                                AND grade_change.key_version = correction.key_version
                        WHERE attempt.attempt_id = :attempt
                            AND (status NOT IN ('OPEN', 'PAUSED') OR graded_key_version IS NOT NULL)
                        ORDER BY corrected_at, paper.position
                        """)
                .bind("attempt", attemptId)
                .map((row, context) -> of(row))
                .list();
    }

    private static CorrectedKey of(ResultSet row) throws SQLException {
        Points former = points(row.getBigDecimal("former_score"), row.getBigDecimal("former_maximum"));
        Points now = points(row.getBigDecimal("score"), row.getBigDecimal("maximum"));
        boolean changed = former != null && now != null && !former.equalTo(now);
        return new CorrectedKey(
                row.getInt("position"),
                row.getObject("correction_id", UUID.class),
                Effect.valueOf(row.getString("effect")),
                row.getString("reason"),
                row.getTimestamp("corrected_at").toInstant(),
                changed,
                changed ? former : null,
                changed ? now : null);
    }

    private static @Nullable Points points(@Nullable BigDecimal score, @Nullable BigDecimal maximum) {
        return score == null || maximum == null ? null : new Points(score, maximum);
    }
}
