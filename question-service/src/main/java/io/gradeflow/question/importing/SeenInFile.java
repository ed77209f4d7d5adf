package io.gradeflow.question.importing;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.revising.Fingerprint;
import io.gradeflow.question.revising.KnownQuestion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The questions that a file had so far, so that none of it is taken twice. */
final class SeenInFile {

    private record Place(int number, @Nullable String externalId) {}

    private final Map<String, Integer> byExternalId = new HashMap<>();
    private final Map<String, Place> byIdentity = new HashMap<>();
    /** Of questions with pictures, before their bank has named those. */
    private final Map<String, Place> asSent = new HashMap<>();

    private final Set<UUID> taken = new HashSet<>();

    /**
     * The number of the earlier question that this one repeats: the same Id, or the same wording unless two Ids tell them
     * apart.
     */
    Optional<Integer> earlier(Draft draft, Fingerprint fingerprint) {
        return earlier(draft, byIdentity.get(fingerprint.identity()));
    }

    /** The same of a question with pictures, by what its file calls them. */
    Optional<Integer> earlierAsSent(Draft draft, Fingerprint fingerprint) {
        return earlier(draft, asSent.get(fingerprint.identity()));
    }

    private Optional<Integer> earlier(Draft draft, @Nullable Place place) {
        String externalId = draft.externalId();
        if (externalId != null && byExternalId.containsKey(externalId)) {
            return Optional.ofNullable(byExternalId.get(externalId));
        }
        boolean toldApart = place != null && place.externalId() != null && externalId != null;
        return place == null || toldApart ? Optional.empty() : Optional.of(place.number());
    }

    /** What a block is told that repeats an earlier one. */
    static Problem repeated(Block block, int earlier) {
        return Problem.error(
                "repeated-question",
                block.line(),
                "This is question " + earlier
                        + " again; remove one of them, or give each an Id of its own if both are meant.");
    }

    boolean hasWording(Fingerprint fingerprint) {
        return byIdentity.containsKey(fingerprint.identity());
    }

    void add(Block block, Draft draft, Fingerprint fingerprint) {
        if (draft.externalId() != null) {
            byExternalId.put(draft.externalId(), block.number());
        }
        byIdentity.putIfAbsent(fingerprint.identity(), new Place(block.number(), draft.externalId()));
    }

    /** What {@link #earlierAsSent} is to find. */
    void addAsSent(Block block, Draft draft, Fingerprint fingerprint) {
        asSent.putIfAbsent(fingerprint.identity(), new Place(block.number(), draft.externalId()));
    }

    /** Whether a question of the bank is already that of an earlier block. */
    boolean isTaken(KnownQuestion known) {
        return taken.contains(known.id());
    }

    void take(KnownQuestion known) {
        taken.add(known.id());
    }
}
