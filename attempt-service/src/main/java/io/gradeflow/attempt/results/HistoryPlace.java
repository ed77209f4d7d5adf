package io.gradeflow.attempt.results;

import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** The attempt after which a part of the history starts. */
record HistoryPlace(Instant startedAt, UUID attemptId) {

    String cursor() {
        return Cursor.encode(startedAt + "/" + attemptId);
    }

    /** @throws ProblemException with 400 if the cursor is none of ours */
    static HistoryPlace of(String cursor) {
        String[] parts = Cursor.decode(cursor).split("/", -1);
        try {
            if (parts.length == 2) {
                return new HistoryPlace(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.invalid();
        }
        throw Cursor.invalid();
    }
}
