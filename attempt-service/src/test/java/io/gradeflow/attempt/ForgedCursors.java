package io.gradeflow.attempt;

import io.gradeflow.platform.http.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Cursors as nobody was given them. */
final class ForgedCursors {

    private ForgedCursors() {}

    /** Well formed, at times that no row has, and of which some no database knows. */
    static List<String> beyondAllTimes() {
        return Stream.of(
                        Instant.MIN,
                        Instant.parse("-9999-01-01T00:00:00Z"),
                        Instant.parse("+300000-01-01T00:00:00Z"),
                        Instant.MAX)
                .map(instant -> Cursor.encode(instant + "/" + UUID.randomUUID()))
                .toList();
    }
}
