package io.gradeflow.question.duplicates;

import io.gradeflow.question.duplicates.SketchTables.Sketched;
import io.gradeflow.question.finding.Sketch;
import io.gradeflow.question.finding.SketchIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Finds the pairs of a bank's questions that say almost the same, in the order of the later one of each. */
final class DuplicatePairs {

    /** So many questions are compared with what their texts are read for at once. */
    private static final int PORTION = 500;

    /** @param other the one of the two that came earlier */
    record Pair(Sketched question, Sketched other, double similarity) {}

    private record Candidate(Sketched question, List<Sketched> others) {}

    private DuplicatePairs() {}

    /** Those whose later question came after the given one; at least so many, if there are, and all of the last question. */
    static List<Pair> after(Handle handle, UUID bankId, long number, int limit) {
        SketchIndex index = new SketchIndex();
        List<Sketched> all = SketchTables.all(handle, bankId, NearDuplicates.MOST);
        List<Candidate> waiting = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < all.size() && pairs.size() < limit; i++) {
            Sketched one = all.get(i);
            List<Integer> candidates = one.number() > number ? index.candidates(one.sketch()) : List.of();
            if (!candidates.isEmpty()) {
                waiting.add(new Candidate(one, candidates.stream().map(all::get).toList()));
            }
            index.add(i, one.sketch());
            if (waiting.size() == PORTION || i == all.size() - 1) {
                pairs.addAll(compared(handle, waiting));
                waiting.clear();
            }
        }
        return pairs;
    }

    private static List<Pair> compared(Handle handle, List<Candidate> candidates) {
        Set<UUID> ids = new HashSet<>();
        for (Candidate candidate : candidates) {
            ids.add(candidate.question().questionId());
            candidate.others().forEach(other -> ids.add(other.questionId()));
        }
        Map<UUID, Set<String>> words = SketchTables.words(handle, ids);
        List<Pair> pairs = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Sketched question = candidate.question();
            candidate.others().stream()
                    .sorted(Comparator.comparingLong(Sketched::number))
                    .map(other -> new Pair(
                            question,
                            other,
                            Sketch.similarity(
                                    words.getOrDefault(question.questionId(), Set.of()),
                                    words.getOrDefault(other.questionId(), Set.of()))))
                    .filter(pair -> pair.similarity() >= Sketch.ALIKE)
                    .forEach(pairs::add);
        }
        return pairs;
    }
}
