package io.gradeflow.platform.setaside;

import io.gradeflow.platform.http.Cursor;
import io.gradeflow.platform.problem.ProblemException;

/** The event after which a part of the list starts. */
record SetAsidePlace(String topic, int partition, long offset) {

    static SetAsidePlace of(SetAsideEvent.Place place) {
        return new SetAsidePlace(place.topic(), place.partition(), place.offset());
    }

    String cursor() {
        return Cursor.encode(topic + "/" + partition + "/" + offset);
    }

    /** @throws ProblemException with 400 if the cursor is none of ours */
    static SetAsidePlace of(String cursor) {
        String[] parts = Cursor.decode(cursor).split("/", -1);
        if (parts.length != 3) {
            throw Cursor.invalid();
        }
        try {
            return new SetAsidePlace(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
