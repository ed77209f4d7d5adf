package io.gradeflow.question.revising;

import io.gradeflow.events.QuestionPublished;
import io.gradeflow.question.QuestionState;
import io.gradeflow.question.finding.Found;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.journal.QuestionAct;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an import or an edit does to one question of the bank.
 *
 * @param known null for a new question
 * @param state the one it has from now on
 * @param externalId the one it has from now on
 * @param revision the question's newest from now on; above that of {@code known} where wording or key differ
 * @param topics the paths of all its topics from now on
 * @param found what it is found by from now on
 */
public record Change(
        UUID id,
        @Nullable KnownQuestion known,
        QuestionState state,
        @Nullable String externalId,
        Draft draft,
        Fingerprint fingerprint,
        int revision,
        Set<String> topics,
        Found found) {

    public static Change create(QuestionState state, Draft draft, Fingerprint fingerprint, Set<String> topics) {
        UUID id = UUID.randomUUID();
        return new Change(
                id,
                null,
                state,
                draft.externalId(),
                draft,
                fingerprint,
                1,
                topics,
                found(id, draft.externalId(), draft));
    }

    /**
     * A file that gives a known question no Id takes none away, nor topics that authors gave it, nor its explanation. One that marks what it
     * marked before leaves a key alone that was corrected since, and so does one that was itself put right.
     */
    public static Change to(KnownQuestion known, Draft draft, Fingerprint fingerprint, Set<String> topics) {
        boolean sameKey = known.fingerprint().key().equals(fingerprint.key()) || known.isKeyedAs(draft);
        Draft explained = draft.explanation() == null ? draft.withExplanation(known.explanation()) : draft;
        return draft.topics().isEmpty() && known.ownTopics()
                ? of(known, explained.withTopics(List.copyOf(known.topics())), fingerprint, sameKey, known.topics())
                : of(known, explained, fingerprint, sameKey, topics);
    }

    /** The same by somebody who saw the key in force: only that one is the same key. */
    public static Change edit(KnownQuestion known, Draft draft, Fingerprint fingerprint, Set<String> topics) {
        return of(known, draft, fingerprint, known.isKeyedAs(draft), topics);
    }

    private static Change of(
            KnownQuestion known, Draft draft, Fingerprint fingerprint, boolean sameKey, Set<String> topics) {
        boolean sameContent = known.fingerprint().content().equals(fingerprint.content());
        String externalId = draft.externalId() == null ? known.externalId() : draft.externalId();
        return new Change(
                known.id(),
                known,
                known.state(),
                externalId,
                draft,
                fingerprint,
                known.revision() + (sameContent && sameKey ? 0 : 1),
                topics,
                found(known.id(), externalId, draft));
    }

    private static Found found(UUID id, @Nullable String externalId, Draft draft) {
        Stream<String> shown = Stream.concat(
                draft.choices().stream().map(Draft.DraftChoice::text),
                draft.prompts().stream().map(QuestionPublished.Choice::text));
        return Found.of(id, externalId, Stream.concat(Stream.of(draft.stem()), shown));
    }

    /** Whether a new revision is asked from now on. One of a draft or a retired question waits until that is published. */
    boolean isAsked() {
        return state == QuestionState.PUBLISHED;
    }

    boolean ownTopics() {
        return !draft.topics().isEmpty();
    }

    public boolean isNew() {
        return known == null;
    }

    /** Whether wording or key differ, so that the question has a new revision from now on. */
    public boolean hasNewRevision() {
        return known == null || revision > known.revision();
    }

    private boolean keyOnly() {
        return known != null
                && hasNewRevision()
                && known.fingerprint().content().equals(fingerprint.content());
    }

    /** Whether a key that was corrected since the last import is followed by another, in the new revision. */
    private boolean dropsCorrection() {
        return known != null && hasNewRevision() && known.isCorrected() && !known.isKeyedAs(draft);
    }

    /** Whether the file now marks what a correction had made the key before: nothing changes but what is remembered of it. */
    public boolean followsCorrection() {
        return known != null && !hasNewRevision() && !known.fingerprint().key().equals(fingerprint.key());
    }

    boolean explanationChanges() {
        return known != null && !Objects.equals(known.explanation(), draft.explanation());
    }

    boolean topicsChange() {
        return known == null || !known.topics().equals(topics) || known.ownTopics() != ownTopics();
    }

    private boolean externalIdChanges() {
        return known != null && !Objects.equals(known.externalId(), externalId);
    }

    /** Whether what other services are told of a revision that they have differs, without a new one for them. */
    boolean republishes() {
        return known != null && !(hasNewRevision() && isAsked()) && (topicsChange() || externalIdChanges());
    }

    public boolean changesAnything() {
        return hasNewRevision() || explanationChanges() || topicsChange() || externalIdChanges();
    }

    /** For the question's history what changes, where no new revision tells. */
    Optional<QuestionAct> act(String by, Instant at) {
        if (known == null || hasNewRevision() || !changesAnything()) {
            return Optional.empty();
        }
        return Optional.of(
                known.topics().equals(topics)
                        ? QuestionAct.amended(id, revision, by, at)
                        : QuestionAct.tagged(id, revision, known.topics(), topics, by, at));
    }

    /** What somebody should know who makes the change. */
    public Optional<Problem> warning(int line) {
        if (dropsCorrection()) {
            return Optional.of(Problem.warning(
                    "corrected-key",
                    line,
                    "The key was corrected since it came, and the new revision has another one. If the correction holds,"
                            + " mark it, or correct the new revision too."));
        }
        return keyOnly()
                ? Optional.of(Problem.warning(
                        "key-changed",
                        line,
                        "Only the key differs from the bank's. Answers given keep the key they were given under; if that"
                                + " key was wrong, correct it instead, so that they are graded again."))
                : Optional.empty();
    }
}
