package io.gradeflow.events;

import org.jspecify.annotations.Nullable;

/**
 * A record that can never be graded, kept as it came, but for what a learner typed, so that it can be sent again once its cause is gone.
 *
 * <p>Trigger: a grader read a record that is no answer, or an answer that no key fits. Key: the rejected record's.
 * Producer: grader-service. Topic: {@code answers-rejected}.
 *
 * @param topic where the record stood, with {@code partition} and {@code offset}
 * @param key the record's key, empty where it had none; cut where it is too long to be carried, which {@code detail} says
 * @param payload the record's value as UTF-8 text; null where it had none, and where it is too large to be carried, which
 *     {@code detail} says
 * @param payloadBase64 the record's value to the byte, where its text isn't that; else null
 */
public record AnswerRejected(
        Reason reason,
        String detail,
        String topic,
        int partition,
        long offset,
        String key,
        @Nullable String payload,
        @Nullable String payloadBase64)
        implements Event {

    public enum Reason {
        /** The value is not an answer of a version that the grader reads. */
        UNPARSABLE,
        /** The question revision has no key of the version that the sender knew, at the end of {@code answer-keys}. */
        KEY_UNKNOWN,
        /** The answer names another bank than the one whose key it is. */
        BANK_MISMATCH,
        /** Its key, or what it says, is such that grading it fails. */
        UNGRADABLE
    }

    @Override
    public String recordKey() {
        return key;
    }

    @Override
    public String eventId() {
        return topic + "/" + partition + "/" + offset;
    }
}
