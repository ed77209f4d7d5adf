package io.gradeflow.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a question, as it may be shown to a learner: no key, no explanation.
 *
 * <p>Trigger: the revision was published, retired, or its topics changed. Sent after the revision's key was acknowledged
 * on {@code answer-keys}. Key: question id {@code /} revision. Producer: question-service. Topic: {@code questions},
 * compacted.
 *
 * @param revision counts from 1; the content of a revision never changes
 * @param externalId the author's own name for the question, unique in its bank
 * @param introducedIn the bank revision from which on this revision of the question is asked
 * @param retiredIn the bank revision from which on it is no longer asked; null while it is
 * @param topicIds the topics of the question now; readers take those of the highest revision for all its revisions
 */
public record QuestionPublished(
        UUID questionId,
        int revision,
        UUID bankId,
        @Nullable String externalId,
        State state,
        int introducedIn,
        @Nullable Integer retiredIn,
        Kind kind,
        String stem,
        List<Choice> choices,
        SelectionCount select,
        List<UUID> topicIds)
        implements Event {

    public enum State {
        PUBLISHED,
        RETIRED
    }

    public enum Kind {
        SINGLE,
        MULTIPLE
    }

    /** @param id unique in its question, stable over its revisions' lives; {@code A}, {@code B}, ... */
    public record Choice(String id, String text) {}

    /** How many choices a response ticks, both inclusive. */
    public record SelectionCount(int min, int max) {}

    @Override
    public String recordKey() {
        return questionId + "/" + revision;
    }

    @Override
    public String eventId() {
        return recordKey();
    }
}
