package io.gradeflow.analytics.proof;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.platform.database.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A replay of the log into fresh tables.
 *
 * @param records how many there were to read when it began
 * @param recordsRead how many are read
 * @param offsets by topic and partition: up to where the log was read, which is what the live tables hold
 * @param differences by table; none where they are equal; null before the end
 * @param detail why it failed
 */
record ProofRun(
        UUID id,
        Kind kind,
        Status status,
        @JsonIgnore String requestedBy,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Schema(example = "75380") long records,
        @Schema(example = "75380") long recordsRead,

        @Schema(implementation = Object.class, example = "{\"answers-graded\": {\"0\": 6281}}") @Nullable
        JsonNode offsets,

        @Schema(implementation = Difference[].class) @Nullable
        JsonNode differences,

        @Nullable String detail) {

    enum Kind {
        PROOF,
        REBUILD
    }

    enum Status {
        REQUESTED,
        RUNNING,
        EQUAL,
        DIFFERENT,
        REBUILT,
        FAILED
    }

    static ProofRun of(ResultSet row) throws SQLException {
        return new ProofRun(
                row.getObject("run_id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                Status.valueOf(row.getString("status")),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                Rows.instant(row, "started_at"),
                Rows.instant(row, "finished_at"),
                row.getLong("records"),
                row.getLong("records_read"),
                json(row, "offsets"),
                json(row, "differences"),
                row.getString("detail"));
    }

    private static @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : Json.read(text);
    }
}
