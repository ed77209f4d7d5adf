package io.gradeflow.attempt.regrading;

import io.gradeflow.attempt.catalog.Effect;
import io.gradeflow.platform.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A correction as it is noted.
 *
 * @param answers how many it put behind when it came
 * @param valued whether every paper with the question is valued under its key or a newer one
 */
record Noted(
        UUID correctionId,
        UUID questionId,
        int revision,
        int keyVersion,
        Effect effect,
        String reason,
        String correctedBy,
        @Nullable Instant correctedAt,
        @Nullable Instant seenAt,
        @Nullable Instant completedAt,
        @Nullable UUID supersededBy,
        long answers,
        boolean valued) {

    static Noted of(ResultSet row) throws SQLException {
        return new Noted(
                row.getObject("correction_id", UUID.class),
                row.getObject("question_id", UUID.class),
                row.getInt("revision"),
                row.getInt("key_version"),
                Effect.valueOf(row.getString("effect")),
                row.getString("reason"),
                row.getString("corrected_by"),
                Rows.instant(row, "corrected_at"),
                Rows.instant(row, "seen_at"),
                Rows.instant(row, "completed_at"),
                row.getObject("superseded_by", UUID.class),
                row.getLong("answers"),
                row.getBoolean("valued"));
    }

    /** Whether every answer is graded under its key or a newer one, and every paper valued. */
    boolean isComplete() {
        return completedAt != null;
    }
}
