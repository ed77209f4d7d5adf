package io.gradeflow.question.duplicates;

import io.gradeflow.question.finding.Found;
import io.gradeflow.question.finding.Sketch;
import io.gradeflow.question.finding.SketchIndex;
import io.gradeflow.question.formats.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Tells of new questions which questions of a bank, and of those told before, say almost the same. A few are looked up; for more, the
 * sketches of the bank's questions are kept in memory, about 1.5 kB each, of {@value #MOST} at most, the newest. One import of an
 * instance has room for that at a time: others do without.
 */
public final class NearDuplicates implements AutoCloseable {

    static final int MOST = 100_000;

    /** So many questions are looked up, one after the other. */
    private static final int FEW = 4;

    private static final int MOST_CANDIDATES = 16;

    private static final Semaphore ROOM = new Semaphore(1);

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
    private boolean leftOut;

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
        SketchIndex known = index == null && portion.size() <= FEW ? null : index();
        if (known == null && portion.size() > FEW) {
            leftOut = true;
            return Map.of();
        }
        Map<UUID, List<UUID>> candidates = new HashMap<>();
        Map<UUID, Set<String>> words = new HashMap<>();
        for (Found found : portion) {
            List<Long> sketch = found.sketch();
            List<UUID> others = known == null
                    ? lookedUp(found, portion)
                    : known.candidates(sketch).stream().map(questions::get).toList();
            if (!others.isEmpty()) {
                candidates.put(found.questionId(), others);
            }
            if (known != null) {
                add(known, found.questionId(), sketch);
            }
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

    /** Of the bank, and of those that stand before it in the portion. */
    private List<UUID> lookedUp(Found found, List<Found> portion) {
        List<Long> sketch = found.sketch();
        List<UUID> others = new ArrayList<>();
        for (Found before : portion.subList(0, portion.indexOf(found))) {
            if (!Collections.disjoint(before.sketch(), sketch)) {
                others.add(before.questionId());
            }
        }
        if (!sketch.isEmpty()) {
            SketchTables.sharing(handle, bankId, sketch, MOST_CANDIDATES).stream()
                    .map(SketchTables.Sketched::questionId)
                    .forEach(others::add);
        }
        return others;
    }

    /** Whether some questions were compared with none, because another import had the room for it. */
    public boolean isLeftOut() {
        return leftOut;
    }

    @Override
    public void close() {
        if (index != null) {
            index = null;
            ROOM.release();
        }
    }

    /** Null where there is no room for it. */
    private @Nullable SketchIndex index() {
        if (index == null && ROOM.tryAcquire()) {
            SketchIndex known = new SketchIndex();
            index = known;
            SketchTables.forEach(handle, bankId, MOST, one -> add(known, one.questionId(), one.sketch()));
        }
        return index;
    }

    private void add(SketchIndex known, UUID question, List<Long> sketch) {
        if (questions.size() < MOST) {
            known.add(questions.size(), sketch);
            questions.add(question);
        }
    }
}
