package io.gradeflow.question.importing;

import io.gradeflow.question.formats.Draft;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an import does to one question of the bank.
 *
 * @param known null for a new question
 * @param externalId the one it has from now on
 * @param revision the question's newest from now on; above that of {@code known} where wording or key differ
 * @param topics the paths of all its topics from now on
 */
record Change(
        UUID id,
        @Nullable KnownQuestion known,
        @Nullable String externalId,
        Draft draft,
        Fingerprint fingerprint,
        int revision,
        Set<String> topics) {

    static Change create(Draft draft, Fingerprint fingerprint, Set<String> topics) {
        return new Change(UUID.randomUUID(), null, draft.externalId(), draft, fingerprint, 1, topics);
    }

    /**
     * A file that gives a known question no Id takes none away. One that marks what it marked before leaves a key alone that was
     * corrected since, and so does one that was itself put right.
     */
    static Change to(KnownQuestion known, Draft draft, Fingerprint fingerprint, Set<String> topics) {
        boolean sameContent = known.fingerprint().content().equals(fingerprint.content());
        boolean sameKey = known.fingerprint().key().equals(fingerprint.key()) || known.isKeyedAs(draft);
        return new Change(
                known.id(),
                known,
                draft.externalId() == null ? known.externalId() : draft.externalId(),
                draft,
                fingerprint,
                known.revision() + (sameContent && sameKey ? 0 : 1),
                topics);
    }

    boolean ownTopics() {
        return !draft.topics().isEmpty();
    }

    boolean isNew() {
        return known == null;
    }

    /** Whether wording or key differ, so that the question is asked in a new revision from now on. */
    boolean hasNewRevision() {
        return known == null || revision > known.revision();
    }

    boolean keyOnly() {
        return known != null
                && hasNewRevision()
                && known.fingerprint().content().equals(fingerprint.content());
    }

    /** Whether a key that was corrected since the last import is followed by another, in the new revision. */
    boolean dropsCorrection() {
        return known != null && hasNewRevision() && known.isCorrected() && !known.isKeyedAs(draft);
    }

    /** Whether the file now marks what a correction had made the key before: nothing changes but what is remembered of it. */
    boolean followsCorrection() {
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

    /** Whether what other services are told of the present revision differs, without a new one. */
    boolean republishes() {
        return !hasNewRevision() && (topicsChange() || externalIdChanges());
    }

    boolean changesAnything() {
        return hasNewRevision() || explanationChanges() || topicsChange() || externalIdChanges();
    }

    Verdict.Status status() {
        if (isNew()) {
            return Verdict.Status.IMPORTED;
        }
        return changesAnything() ? Verdict.Status.UPDATED : Verdict.Status.UNCHANGED;
    }
}
