package io.gradeflow.grader.grading;

import io.gradeflow.events.AnswerRejected;
import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Puts what can never be graded into words, and into a record that the broker takes whatever it holds. */
final class Rejection {

    /** No answer is nearly that large. Written as JSON, a byte takes up to six, and a record has room for ten times as much. */
    private static final int LARGEST_VALUE = 1024 * 1024;

    /** In characters. A learner's id is far shorter; the key is told twice, and an error's text may quote what it is of. */
    private static final int LONGEST_TEXT = 1000;

    private Rejection() {}

    /** @throws UnreadableEventException if the record's value is missing, or larger than any answer */
    static void checkSize(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new UnreadableEventException("the record has no value");
        }
        if (record.value().length > LARGEST_VALUE) {
            throw new UnreadableEventException("the value has " + record.value().length
                    + " bytes, too many for an answer and to be carried along");
        }
    }

    static AnswerRejected of(ConsumerRecord<String, byte[]> record, Reason reason, String detail) {
        byte[] value = withoutWords(record.value());
        boolean carried = value != null && value.length <= LARGEST_VALUE;
        String text = carried ? new String(value, StandardCharsets.UTF_8) : null;
        String key = record.key() == null ? "" : record.key();
        String words = start(detail);
        boolean exact = text == null || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value);
        return new AnswerRejected(
                reason,
                key.length() <= LONGEST_TEXT
                        ? words
                        : words + "; the record's key has " + key.length() + " characters, of which " + LONGEST_TEXT
                                + " are carried along",
                record.topic(),
                record.partition(),
                record.offset(),
                start(key),
                text,
                exact ? null : Base64.getEncoder().encodeToString(value));
    }

    /** What a learner typed isn't kept as long as a rejection is: the answer's row has it. */
    private static byte @Nullable [] withoutWords(byte @Nullable [] value) {
        if (value == null || value.length > LARGEST_VALUE) {
            return value;
        }
        try {
            AnswerSubmitted answer = EventJson.read(value, AnswerSubmitted.class);
            return answer.holdsWords() ? EventJson.write(answer.withoutWords()) : value;
        } catch (UnreadableEventException e) {
            return value;
        }
    }

    private static String start(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
