package io.gradeflow.question;

import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import java.nio.charset.StandardCharsets;

/** The form in which rows keep keys. */
public final class StoredKey {

    private StoredKey() {}

    public static String write(AnswerKey key) {
        return new String(EventJson.write(key), StandardCharsets.UTF_8);
    }

    public static AnswerKey read(String stored) {
        return EventJson.read(stored.getBytes(StandardCharsets.UTF_8), AnswerKey.class);
    }
}
