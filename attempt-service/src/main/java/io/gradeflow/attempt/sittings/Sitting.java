package io.gradeflow.attempt.sittings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An exam for a cohort within a stretch of time.
 *
 * @param opensAt from when on it can be started
 * @param closesAt until when; nobody without extra time goes on after it
 * @param attemptsAllowed for each learner; voided ones don't count
 * @param accessCode what a learner must know to start; null for nothing
 */
public record Sitting(
        UUID id,
        String bank,
        String blueprint,
        String cohort,
        String title,
        Instant opensAt,
        Instant closesAt,
        int attemptsAllowed,
        @Nullable String accessCode,
        Instant createdAt) {

    /**
     * When an attempt that starts now ends by itself.
     *
     * @param extraMinutes what its learner was granted, on top of the blueprint's time and also beyond the closing
     */
    public Instant deadline(Instant start, int minutes, int extraMinutes) {
        Instant end = start.plus(Duration.ofMinutes(minutes));
        return (end.isBefore(closesAt) ? end : closesAt).plus(Duration.ofMinutes(extraMinutes));
    }

    static Sitting of(ResultSet row) throws SQLException {
        return new Sitting(
                row.getObject("sitting_id", UUID.class),
                row.getString("bank_slug"),
                row.getString("blueprint"),
                row.getString("cohort"),
                row.getString("title"),
                row.getTimestamp("opens_at").toInstant(),
                row.getTimestamp("closes_at").toInstant(),
                row.getInt("attempts_allowed"),
                row.getString("access_code"),
                row.getTimestamp("created_at").toInstant());
    }
}
