package io.gradeflow.attempt;

import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/**
 * The row after which a part of a list starts that is in the order of a time.
 *
 * @param id of the row, for those of one time
 */
public record PlaceInTime(Instant at, UUID id) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59.999999Z");

    public String cursor() {
        return Cursor.encode(at + "/" + id);
    }

    /** @throws ProblemException with 400 if the cursor is none of ours; no row has a time before 2000 or after 2999 */
    public static PlaceInTime of(String cursor) {
        String[] parts = Cursor.decode(cursor).split("/", -1);
        if (parts.length != 2) {
            throw Cursor.invalid();
        }
        try {
            PlaceInTime place = new PlaceInTime(Instant.parse(parts[0]), UUID.fromString(parts[1]));
            if (!place.at().isBefore(EARLIEST) && !place.at().isAfter(LATEST)) {
                return place;
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw Cursor.invalid();
        }
        throw Cursor.invalid();
    }
}
