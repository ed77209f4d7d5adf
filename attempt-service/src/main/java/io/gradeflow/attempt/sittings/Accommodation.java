package io.gradeflow.attempt.sittings;

import io.gradeflow.attempt.life.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Extra time, granted to a learner of a sitting. */
record Accommodation(String learnerId, int extraMinutes, String reason, String grantedBy, Instant grantedAt) {

    static Accommodation of(ResultSet row) throws SQLException {
        return new Accommodation(
                row.getString("learner_id"),
                row.getInt("extra_minutes"),
                row.getString("reason"),
                row.getString("granted_by"),
                row.getTimestamp("granted_at").toInstant());
    }

    /** @param detail what the grant means for the attempt */
    Journal.Line line(UUID attemptId, String detail) {
        return new Journal.Line(attemptId, grantedAt, grantedBy, Journal.Deed.EXTRA_TIME, reason, detail);
    }
}
