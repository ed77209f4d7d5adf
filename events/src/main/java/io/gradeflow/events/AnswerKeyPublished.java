package io.gradeflow.events;

import io.gradeflow.grading.AnswerKey;
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
 */
public record AnswerKeyPublished(
        UUID questionId,
        int revision,
        UUID bankId,
        int keyVersion,
        AnswerKey key,
        @Nullable String explanation) implements Event {

    @Override
    public String recordKey() {
        return questionId + "/" + revision;
    }

    @Override
    public String eventId() {
        return recordKey() + ":" + keyVersion;
    }
}
