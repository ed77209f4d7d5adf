package io.gradeflow.attempt.rejections;

import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.UnreadableEventException;
import io.gradeflow.platform.messaging.Projection.Told;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rejection as it was told.
 *
 * @param payload the rejected record's value; null where it had none or too large a one
 * @param answer what the value says, where it can be read
 */
record RejectedRecord(
        AnswerRejected event,
        Instant at,
        byte @Nullable [] payload,
        @Nullable AnswerSubmitted answer) {

    /** Where the rejected record stood. */
    record Place(String topic, int partition, long offset) {}

    static RejectedRecord of(Told<AnswerRejected> told) {
        byte[] payload = payload(told.event());
        return new RejectedRecord(told.event(), told.time(), payload, payload == null ? null : answer(payload));
    }

    private static byte @Nullable [] payload(AnswerRejected event) {
        if (event.payloadBase64() != null) {
            return Base64.getDecoder().decode(event.payloadBase64());
        }
        return event.payload() == null ? null : event.payload().getBytes(StandardCharsets.UTF_8);
    }

    /** The answer that it is; null where it is none. */
    static @Nullable AnswerSubmitted answer(byte[] payload) {
        try {
            return EventJson.read(payload, AnswerSubmitted.class);
        } catch (UnreadableEventException e) {
            return null;
        }
    }

    Place place() {
        return new Place(event.topic(), event.partition(), event.offset());
    }

    /**
     * The same for every rejection of the same: of a version of an answer that was sent from here, however often it was sent; else
     * of a record with the same key and value in the same topic; of one whose value isn't known, of that very record.
     */
    UUID id(boolean known) {
        ByteArrayOutputStream identity = new ByteArrayOutputStream();
        if (known && answer != null) {
            identity.writeBytes(
                    bytes("answer/" + answer.attemptId() + "/" + answer.position() + "/" + answer.answerVersion()));
        } else if (payload != null) {
            identity.writeBytes(bytes("record/" + event.topic() + "/" + event.key() + "/"));
            identity.writeBytes(payload);
        } else {
            identity.writeBytes(bytes("place/" + event.eventId()));
        }
        return UUID.nameUUIDFromBytes(identity.toByteArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** No text of a database holds a NUL. */
    static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
