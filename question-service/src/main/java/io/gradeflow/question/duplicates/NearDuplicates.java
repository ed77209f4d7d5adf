package io.gradeflow.question.duplicates;

import io.gradeflow.question.finding.Found;
import io.gradeflow.question.finding.Sketch;
import io.gradeflow.question.finding.SketchIndex;
import io.gradeflow.question.formats.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tells of new questions which questions of a bank, and of those told before, say almost the same. The bank's sketches are read
 * once, when the first question is asked for; about 1.5 kB for each are kept in memory.
 */
public final class NearDuplicates {

    /**
     * @param question the other one
     * @param similarity from {@value Sketch#ALIKE} to 1
     */
    public record Near(UUID question, double similarity) {

        /** For whoever brings the new question. */
        public Problem warning(int line) {
            return Problem.warning(
                    "near-duplicate",
                    line,
                    "The question says almost the same as the question " + question + ": "
                            + (int) Math.floor(similarity * 100)
                            + " % of their wording is common. If only one is meant, retire the other.");
        }
    }

    private final Handle handle;
    private final UUID bankId;
    private final List<UUID> questions = new ArrayList<>();
    private @Nullable SketchIndex index;

    public NearDuplicates(Handle handle, UUID bankId) {
        this.handle = handle;
        this.bankId = bankId;
    }

    /**
     * Questions that are new, in the order in which they come; from here on later ones are compared with them too. They are
     * stored already, or will be before the next portion.
     *
     * @return for each that is like another, the one that it is most like, by the new one's id
     */
    public Map<UUID, Near> of(List<Found> portion) {
        if (portion.isEmpty()) {
            return Map.of();
        }
        SketchIndex known = index();
        Map<UUID, List<UUID>> candidates = new HashMap<>();
        Map<UUID, Set<String>> words = new HashMap<>();
        for (Found found : portion) {
            List<Long> sketch = found.sketch();
            List<UUID> others =
                    known.candidates(sketch).stream().map(questions::get).toList();
            if (!others.isEmpty()) {
                candidates.put(found.questionId(), others);
            }
            add(known, found.questionId(), sketch);
            words.put(found.questionId(), found.wording());
        }
        words.putAll(SketchTables.words(
                handle,
                candidates.values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .filter(id -> !words.containsKey(id))
                        .toList()));
        Map<UUID, Near> near = new HashMap<>();
        candidates.forEach((id, others) -> nearest(id, others, words).ifPresent(found -> near.put(id, found)));
        return near;
    }

    private static Optional<Near> nearest(UUID id, List<UUID> others, Map<UUID, Set<String>> words) {
        return others.stream()
                .map(other -> new Near(
                        other,
                        Sketch.similarity(words.getOrDefault(id, Set.of()), words.getOrDefault(other, Set.of()))))
                .filter(found -> found.similarity() >= Sketch.ALIKE)
                .max((one, other) -> Double.compare(one.similarity(), other.similarity()));
    }

    private SketchIndex index() {
        SketchIndex known = index;
        if (known == null) {
            known = new SketchIndex();
            for (SketchTables.Sketched one : SketchTables.all(handle, bankId)) {
                add(known, one.questionId(), one.sketch());
            }
            index = known;
        }
        return known;
    }

    private void add(SketchIndex known, UUID question, List<Long> sketch) {
        known.add(questions.size(), sketch);
        questions.add(question);
    }
}
