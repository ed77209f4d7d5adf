package io.gradeflow.platform.setaside;

import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.database.ShownPayload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event that this service could not apply.
 *
 * @param topic where it stands, with {@code partition} and {@code offset}; together they name it
 * @param payload its value as text, of which the first {@value ShownPayload#LONGEST_TEXT} characters are shown
 * @param tries how often it was tried again by hand
 * @param appliedAt when such a try succeeded, or a newer record of its key made it idle, as {@code reason} says then; null while
 *     it waits
 */
@Schema(example = """
        {"topic": "answers-graded", "partition": 3, "offset": 1042, "key": "5f0c3a52-38a1-4a6e-9c43-0d2f3f1f7f10",
         "payload": "poison", "reason": "not a AnswerGraded: Unrecognized token 'poison'",
         "setAsideAt": "2026-01-31T09:30:00Z", "tries": 0}""")
record SetAsideEvent(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        String payload,
        String reason,
        Instant setAsideAt,
        int tries,
        @Nullable Instant triedAt,
        @Nullable String triedBy,
        @Nullable Instant appliedAt) {

    /** Where it stands. */
    @Schema(name = "SetAsidePlace")
    record Place(String topic, int partition, long offset) {}

    static SetAsideEvent of(ResultSet row) throws SQLException {
        return new SetAsideEvent(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getString("record_key"),
                ShownPayload.of(row.getBytes("payload")),
                row.getString("reason"),
                row.getTimestamp("set_aside_at").toInstant(),
                row.getInt("tries"),
                Rows.instant(row, "tried_at"),
                row.getString("tried_by"),
                Rows.instant(row, "applied_at"));
    }

    Place place() {
        return new Place(topic, partition, offset);
    }
}
