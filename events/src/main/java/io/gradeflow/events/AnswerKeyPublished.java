package io.gradeflow.events;

import io.gradeflow.grading.AnswerKey;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key of one revision of a question. Never shown to a client before the attempt's mode allows it.
 *
 * <p>Trigger: the revision is about to be published, or its key was corrected. Key: question id {@code /} revision.
 * Producer: question-service. Topic: {@code answer-keys}, compacted.
 *
 * @param keyVersion counts from 1; each correction adds one, and views converge to the highest
 * @param explanation why the key is right, markdown
 * @param correction null where the key is the revision's first. Compaction keeps the newest version alone, so a reader that was
 *     away may never see some corrections that came before it
 */
public record AnswerKeyPublished(
        UUID questionId,
        int revision,
        UUID bankId,
        int keyVersion,
        AnswerKey key,
        @Nullable String explanation,
        @Nullable Correction correction)
        implements Event {

    /** What a correction does to the answers of the question. */
    public enum Effect {
        /** They are graded under another key. */
        REGRADE,
        /** Everybody gets full credit. */
        CREDIT_ALL,
        /** The question counts no more. */
        WITHDRAW
    }

    /**
     * Why this version of the key took the place of the one before.
     *
     * @param correctedBy the subject of a token
     */
    public record Correction(
            UUID correctionId, Effect effect, String reason, String correctedBy, Instant correctedAt) {}

    @Override
    public String recordKey() {
        return questionId + "/" + revision;
    }

    @Override
    public String eventId() {
        return recordKey() + ":" + keyVersion;
    }
}
