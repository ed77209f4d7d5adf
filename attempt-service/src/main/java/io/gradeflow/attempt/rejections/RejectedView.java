package io.gradeflow.attempt.rejections;

import io.gradeflow.attempt.PlaceInTime;
import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.database.ShownPayload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that graders could not grade.
 *
 * @param id the same, however often it is rejected
 * @param topic where the record stood that was rejected last, with {@code partition} and {@code offset}
 * @param payload its value as text, of which the first {@value ShownPayload#LONGEST_TEXT} characters are shown; null where it had none
 * @param answer what it says; null where it can't be read as an answer
 * @param sentFromHere whether it is an answer that stands in an attempt here: then it is sent again from there, in its newest version
 * @param rejections how often it was rejected
 * @param replayedAt when it was sent again last, if nothing has come of that yet
 * @param resolvedAt when its grade was here, or that of a newer version; null while there is none
 * @param dismissedAt when an admin took it out of the list, with {@code dismissedBy}; null unless that is so
 */
@Schema(example = """
        {"id": "5a3f6d1e-3f0c-3b57-9d0e-6a1f6c2b7d11", "reason": "KEY_UNKNOWN",
         "detail": "question 0b54cb5e-0a40-3e54-b0c0-6b6f6e0a6f2f revision 1 has no key of version 2 or newer",
         "topic": "answers-submitted", "partition": 3, "offset": 1042, "key": "5f0c3a52-38a1-4a6e-9c43-0d2f3f1f7f10",
         "payload": "{…}", "answer": {"attempt": "0198a000-0000-7000-8000-000000000004", "position": 7, "version": 2,
         "question": "0b54cb5e-0a40-3e54-b0c0-6b6f6e0a6f2f", "revision": 1, "keyVersion": 2,
         "bankId": "0198a000-0000-7000-8000-000000000001", "bank": "cloud-basics"}, "sentFromHere": true, "rejections": 1,
         "firstRejectedAt": "2026-01-31T09:30:00Z", "rejectedAt": "2026-01-31T09:30:00Z", "replays": 0}""")
record RejectedView(
        UUID id,
        Reason reason,
        String detail,
        String topic,
        int partition,
        long offset,
        String key,
        @Nullable String payload,
        @Nullable Answer answer,
        boolean sentFromHere,
        int rejections,
        Instant firstRejectedAt,
        Instant rejectedAt,
        int replays,
        @Nullable Instant replayedAt,
        @Nullable String replayedBy,
        @Nullable Instant resolvedAt,
        @Nullable Instant dismissedAt,
        @Nullable String dismissedBy) {

    /** @param bank the slug; null where no such bank is known here */
    @Schema(name = "RejectedAnswerVersion")
    record Answer(
            UUID attempt,
            int position,
            int version,
            UUID question,
            int revision,
            int keyVersion,
            UUID bankId,
            @Nullable String bank) {}

    /** What {@link #of} reads of {@code rejected_answer LEFT JOIN bank USING (bank_id)}. */
    static final String COLUMNS = """
            rejected_id, reason, detail, topic, partition, record_offset, record_key, %s,
            attempt_id, position, answer_version, question_id, rejected_answer.revision, key_version, bank_id, slug, known, rejections,
            first_rejected_at, rejected_at, replays, replayed_at, replayed_by, resolved_at, dismissed_at, dismissed_by
            """.formatted(ShownPayload.COLUMN);

    static RejectedView of(ResultSet row) throws SQLException {
        byte[] payload = row.getBytes("payload");
        return new RejectedView(
                row.getObject("rejected_id", UUID.class),
                Reason.valueOf(row.getString("reason")),
                row.getString("detail"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                row.getString("record_key"),
                payload == null ? null : ShownPayload.of(payload),
                answer(row),
                row.getBoolean("known"),
                row.getInt("rejections"),
                row.getTimestamp("first_rejected_at").toInstant(),
                row.getTimestamp("rejected_at").toInstant(),
                row.getInt("replays"),
                Rows.instant(row, "replayed_at"),
                row.getString("replayed_by"),
                Rows.instant(row, "resolved_at"),
                Rows.instant(row, "dismissed_at"),
                row.getString("dismissed_by"));
    }

    private static @Nullable Answer answer(ResultSet row) throws SQLException {
        UUID attempt = row.getObject("attempt_id", UUID.class);
        return attempt == null
                ? null
                : new Answer(
                        attempt,
                        row.getInt("position"),
                        row.getInt("answer_version"),
                        row.getObject("question_id", UUID.class),
                        row.getInt("revision"),
                        row.getInt("key_version"),
                        row.getObject("bank_id", UUID.class),
                        row.getString("slug"));
    }

    PlaceInTime place() {
        return new PlaceInTime(rejectedAt, id);
    }
}
