package io.gradeflow.attempt;

import io.gradeflow.platform.database.StorableTime;
import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;

/**
 * The row after which a part of a list starts that is in the order of a time.
 *
 * @param id of the row, for those of one time
 */
public record PlaceInTime(Instant at, UUID id) {

    public String cursor() {
        return Cursor.encode(at + "/" + id);
    }

    /** @throws ProblemException with 400 if the cursor is none of ours */
    public static PlaceInTime of(String cursor) {
        String[] parts = Cursor.decode(cursor).split("/", -1);
        if (parts.length != 2) {
            throw Cursor.invalid();
        }
        Instant at = StorableTime.parse(parts[0]).orElseThrow(Cursor::invalid);
        try {
            return new PlaceInTime(at, UUID.fromString(parts[1]));
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
    }
}
