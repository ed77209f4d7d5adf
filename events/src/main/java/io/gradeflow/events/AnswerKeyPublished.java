package io.gradeflow.events;

import com.fasterxml.jackson.annotation.JsonValue;
import io.gradeflow.grading.AnswerKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key of one revision of a question. Never shown to a client before the attempt's mode allows it.
 *
 * <p>Trigger: the revision is about to be published, its key was corrected, or its explanation changed. Key: question id
 * {@code /} revision. Producer: question-service. Topic: {@code answer-keys}, compacted.
 *
 * <p>The topic keeps the newest of each key. Of several corrections in a row, a reader who was away may meet the last alone:
 * an event tells the whole key, and of the corrections before it, none of which is in force, what they were.
 *
 * @param keyVersion counts from 1; each correction adds one, and views converge to the highest
 * @param explanation why the key is right, markdown
 * @param correction what made this version; null for the first
 * @param earlier the corrections that made the versions before this one, the first first; null where there are none
 */
public record AnswerKeyPublished(
        UUID questionId,
        int revision,
        UUID bankId,
        int keyVersion,
        AnswerKey key,
        @Nullable String explanation,
        @Nullable Correction correction,
        @Nullable List<Earlier> earlier)
        implements Event {

    /** Without corrections before. */
    public AnswerKeyPublished(
            UUID questionId,
            int revision,
            UUID bankId,
            int keyVersion,
            AnswerKey key,
            @Nullable String explanation,
            @Nullable Correction correction) {
        this(questionId, revision, bankId, keyVersion, key, explanation, correction, null);
    }

    /** What a correction does to the answers that were given; in JSON as {@link #text()}. */
    public enum Effect {
        /** Other choices are right, and all answers are graded by them. */
        REGRADE("regrade"),
        /** Everybody who was shown the question has full credit for it. */
        CREDIT_ALL("credit-all"),
        /** The question counts in no score and no maximum. */
        WITHDRAW("withdraw");

        private final String text;

        Effect(String text) {
            this.text = text;
        }

        @JsonValue
        public String text() {
            return text;
        }
    }

    /**
     * Who put a key right, and why.
     *
     * @param correctionId names the correction, and the regrading that it starts
     * @param reason for people, learners among them; 1 to 500 characters
     * @param correctedBy the subject of a token, opaque
     */
    public record Correction(
            UUID correctionId, Effect effect, String reason, String correctedBy, Instant correctedAt) {}

    /**
     * A correction that another one has followed.
     *
     * @param keyVersion the version that it made
     */
    public record Earlier(int keyVersion, Correction correction) {}

    @Override
    public String recordKey() {
        return questionId + "/" + revision;
    }

    @Override
    public String eventId() {
        return recordKey() + ":" + keyVersion;
    }
}
