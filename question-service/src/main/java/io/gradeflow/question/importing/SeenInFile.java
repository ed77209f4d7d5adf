package io.gradeflow.question.importing;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.Wording;
import io.gradeflow.question.revising.Fingerprint;
import io.gradeflow.question.revising.KnownQuestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The questions that a file had so far, so that none of it is taken twice. */
final class SeenInFile {

    /**
     * A question of the file, of which the texts are kept as hashes.
     *
     * @param file of an archive; null where there is none
     * @param shown of stem, choices and prompts as they read, in whatever order
     * @param right of what is right
     */
    record Place(
            int number,
            int line,
            @Nullable String file,
            @Nullable String externalId,
            int shown,
            int right,
            int explanation,
            int topics) {

        static Place of(Block block, Draft draft, Fingerprint fingerprint) {
            return new Place(
                    block.number(),
                    block.line(),
                    block.file(),
                    draft.externalId(),
                    shownBy(draft),
                    rightBy(draft, fingerprint),
                    draft.explanation() == null
                            ? 0
                            : Wording.shown(draft.explanation()).hashCode(),
                    new TreeSet<>(draft.topics()).hashCode());
        }

        private static int shownBy(Draft draft) {
            return Objects.hash(
                    Wording.shown(draft.stem()),
                    Stream.concat(
                                    draft.choices().stream().map(DraftChoice::text),
                                    draft.prompts().stream().map(prompt -> prompt.text()))
                            .map(Wording::shown)
                            .sorted()
                            .toList());
        }

        /** Letters of choices may differ where the choices have another order. */
        private static int rightBy(Draft draft, Fingerprint fingerprint) {
            Set<String> correct = draft.choices().stream()
                    .filter(DraftChoice::correct)
                    .map(choice -> Wording.shown(choice.text()))
                    .collect(Collectors.toCollection(TreeSet::new));
            return correct.isEmpty() ? fingerprint.key().hashCode() : correct.hashCode();
        }

        /** What a block is told that repeats this one: what it says otherwise, which is not taken. */
        Problem repeatedBy(Block block, Draft draft, Fingerprint fingerprint) {
            Place other = of(block, draft, fingerprint);
            List<String> differ = new ArrayList<>();
            if (shown != other.shown) {
                differ.add("another wording");
            }
            if (right != other.right) {
                differ.add("another key");
            }
            if (explanation != other.explanation) {
                differ.add(other.explanation == 0 ? "no explanation" : "another explanation");
            }
            if (topics != other.topics) {
                differ.add("other topics");
            }
            String where = "This is question " + number + " (line " + line
                    + (Objects.equals(file, block.file()) ? "" : " of " + file) + ") again";
            return Problem.error(
                    "repeated-question",
                    block.line(),
                    differ.isEmpty()
                            ? where + ", and nothing is lost by leaving it out; give each an Id of its own if both are"
                                    + " meant."
                            : where + ", but with " + String.join(" and ", differ)
                                    + ". What the first says was taken: look which of them is right and remove the other,"
                                    + " or give each an Id of its own if both are meant.");
        }
    }

    /** Further ones are taken for others, however they are written. */
    private static final int MOST_ALIKE = 100;

    private final Map<String, Place> byExternalId = new HashMap<>();
    private final Map<String, List<Place>> byIdentity = new HashMap<>();
    /** Of questions with pictures, before their bank has named those. */
    private final Map<String, List<Place>> asSent = new HashMap<>();

    private final Set<UUID> taken = new HashSet<>();

    /**
     * The earlier question that this one repeats: the same Id, or one that reads the same unless two Ids tell them apart. What differs
     * in capital and small letters is another question, such as one of {@code -r} beside one of {@code -R}.
     */
    Optional<Place> earlier(Draft draft, Fingerprint fingerprint) {
        return earlier(draft, byIdentity.getOrDefault(fingerprint.identity(), List.of()));
    }

    /** The same of a question with pictures, by what its file calls them. */
    Optional<Place> earlierAsSent(Draft draft, Fingerprint fingerprint) {
        return earlier(draft, asSent.getOrDefault(fingerprint.identity(), List.of()));
    }

    private Optional<Place> earlier(Draft draft, List<Place> places) {
        String externalId = draft.externalId();
        if (externalId != null && byExternalId.containsKey(externalId)) {
            return Optional.ofNullable(byExternalId.get(externalId));
        }
        if (places.isEmpty()) {
            return Optional.empty();
        }
        int shown = Place.shownBy(draft);
        return places.stream()
                .filter(place -> place.shown() == shown)
                .findFirst()
                .filter(place -> place.externalId() == null || externalId == null);
    }

    boolean hasWording(Fingerprint fingerprint) {
        return byIdentity.containsKey(fingerprint.identity());
    }

    void add(Block block, Draft draft, Fingerprint fingerprint) {
        Place place = Place.of(block, draft, fingerprint);
        if (draft.externalId() != null) {
            byExternalId.put(draft.externalId(), place);
        }
        add(place, byIdentity.computeIfAbsent(fingerprint.identity(), identity -> new ArrayList<>(1)));
    }

    /** What {@link #earlierAsSent} is to find. */
    void addAsSent(Block block, Draft draft, Fingerprint fingerprint) {
        add(
                Place.of(block, draft, fingerprint),
                asSent.computeIfAbsent(fingerprint.identity(), identity -> new ArrayList<>(1)));
    }

    private static void add(Place place, List<Place> places) {
        if (places.size() < MOST_ALIKE && places.stream().noneMatch(other -> other.shown() == place.shown())) {
            places.add(place);
        }
    }

    /** Whether a question of the bank is already that of an earlier block. */
    boolean isTaken(KnownQuestion known) {
        return taken.contains(known.id());
    }

    void take(KnownQuestion known) {
        taken.add(known.id());
    }
}
