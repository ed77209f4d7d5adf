package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.grading.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The version of an answer that no other has replaced yet. */
record NewestVersion(int version, @Nullable Response response, Instant receivedAt, boolean graded) {

    static NewestVersion of(ResultSet row) throws SQLException {
        return new NewestVersion(
                row.getInt("version"),
                StoredResponse.read(row.getString("response")),
                row.getTimestamp("received_at").toInstant(),
                row.getBoolean("graded"));
    }
}
