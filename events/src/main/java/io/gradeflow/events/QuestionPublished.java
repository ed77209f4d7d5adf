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
 * @param introducedIn the bank revision from which on this revision of the question is asked; of one that was retired and published
 *     again, since the latter
 * @param retiredIn the bank revision from which on it is no longer asked; null while it is
 * @param stem Markdown without HTML: what stands in angle brackets is text. So are the texts of choices and prompts
 * @param choices what is ticked, put to prompts or put in order, by kind; none where the answer is typed. Their order and ids tell
 *     nothing of the key
 * @param select 0 to 0 where nothing is ticked
 * @param topicIds the topics of the question now; readers take those of the highest revision for all its revisions
 * @param prompts with {@link Kind#MATCHING} what the choices are put to; else null
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
        List<UUID> topicIds,
        @Nullable List<Choice> prompts)
        implements Event {

    /** A question without prompts. */
    public QuestionPublished(
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
            List<UUID> topicIds) {
        this(
                questionId,
                revision,
                bankId,
                externalId,
                state,
                introducedIn,
                retiredIn,
                kind,
                stem,
                choices,
                select,
                topicIds,
                null);
    }

    public enum State {
        PUBLISHED,
        RETIRED
    }

    /** What is asked for, and so which kind of response and key goes with it. */
    public enum Kind {
        /** One choice. */
        SINGLE,
        /** One choice or more. */
        MULTIPLE,
        /** One of the two choices {@code true} and {@code false}: single choice in all but its name. */
        TRUE_FALSE,
        /** A text that is typed. */
        SHORT_TEXT,
        /** A number. */
        NUMERIC,
        /** A choice for each prompt. */
        MATCHING,
        /** All choices in an order. */
        ORDERING;

        /** Whether choices are ticked. */
        public boolean isTicked() {
            return switch (this) {
                case SINGLE, MULTIPLE, TRUE_FALSE -> true;
                case SHORT_TEXT, NUMERIC, MATCHING, ORDERING -> false;
            };
        }
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
