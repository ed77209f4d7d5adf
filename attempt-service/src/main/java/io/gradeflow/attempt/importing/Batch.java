package io.gradeflow.attempt.importing;

import io.gradeflow.attempt.answering.ImportedAnswers;
import io.gradeflow.attempt.modes.Wish;
import io.gradeflow.attempt.people.Memberships;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Stores some lines of a stream in one transaction, with the same few statements for one and for a thousand. Two streams that
 * bring the same lines at once: whichever claims a response first stores it, and for the other it is repeated.
 */
final class Batch {

    /** @param verdicts one for each line that was not stored and isn't a repetition */
    record Outcome(int stored, int repeated, List<Verdict> verdicts) {}

    /** A response and where it stands on its sitting's paper. */
    record Placed(Found found, int position) {}

    private final Handle handle;
    private final UUID streamId;
    private final List<Verdict> verdicts = new ArrayList<>();

    Batch(Handle handle, UUID streamId) {
        this.handle = handle;
        this.streamId = streamId;
    }

    Outcome store(List<Found> given) {
        List<Found> lines = withoutErased(given);
        Map<Found.Key, Found> first = new LinkedHashMap<>();
        lines.forEach(line -> first.putIfAbsent(line.key(), line));
        Set<Found.Key> claimed = ResponseTable.claim(handle, List.copyOf(first.values()));
        Map<Found.Key, UUID> standing = standing(first, claimed);
        List<Found> fresh = new ArrayList<>();
        List<Found> repeated = new ArrayList<>();
        for (Found line : lines) {
            if (claimed.contains(line.key()) && first.get(line.key()) == line) {
                fresh.add(line);
            } else if (line.digest().equals(standing.get(line.key()))) {
                repeated.add(line);
            } else {
                verdicts.add(reused(line));
            }
        }
        List<Placed> placed = place(fresh, repeated);
        return new Outcome(placed.size(), repeated.size(), verdicts);
    }

    /** What a learner had erased doesn't come back out of an old file. */
    private List<Found> withoutErased(List<Found> given) {
        Set<String> erased = Memberships.erased(
                handle, given.stream().map(Found::learnerId).distinct().toList());
        if (erased.isEmpty()) {
            return given;
        }
        return given.stream()
                .filter(line -> {
                    boolean kept = !erased.contains(line.learnerId());
                    if (!kept) {
                        verdicts.add(erased(line));
                    }
                    return kept;
                })
                .toList();
    }

    private static Verdict erased(Found line) {
        return Verdict.on(
                line.line(),
                LineFields.LEARNER,
                Fault.LEARNER_ERASED,
                "The personal data of this learner was erased, and what is told of the learner isn't stored again. Take the"
                        + " line out.");
    }

    /** What each response says that is stored now. */
    private Map<Found.Key, UUID> standing(Map<Found.Key, Found> first, Set<Found.Key> claimed) {
        List<Found.Key> earlier =
                first.keySet().stream().filter(key -> !claimed.contains(key)).toList();
        Map<Found.Key, UUID> standing = ResponseTable.digests(handle, earlier);
        first.forEach((key, line) -> {
            if (claimed.contains(key)) {
                standing.put(key, line.digest());
            }
        });
        return standing;
    }

    /**
     * Puts new responses on the papers of their sittings, in the order of the stream: a question that is answered twice stands
     * there twice.
     */
    private List<Placed> place(List<Found> fresh, List<Found> repeated) {
        Map<UUID, Integer> sizes = SittingTables.hold(handle, fresh, repeated);
        List<Placed> placed = new ArrayList<>(fresh.size());
        Set<Found.Key> full = new HashSet<>();
        for (Found line : fresh) {
            int position = sizes.merge(line.attemptId(), 1, Integer::sum);
            if (position > Wish.MAX_QUESTIONS) {
                full.add(line.key());
                verdicts.add(full(line));
            } else {
                placed.add(new Placed(line, position));
            }
        }
        if (!full.isEmpty()) {
            ResponseTable.release(handle, List.copyOf(full));
            repeated.removeIf(line -> {
                boolean ofFull = full.contains(line.key());
                if (ofFull) {
                    verdicts.add(full(line));
                }
                return ofFull;
            });
        }
        SittingTables.grow(handle, placed);
        ImportedAnswers.store(
                handle, placed.stream().flatMap(one -> answer(one).stream()).toList());
        SittingTables.keepOpen(handle, streamId, placed, repeated);
        return placed;
    }

    /** A question that was left blank stands on the paper without an answer. */
    private static Optional<ImportedAnswers.Answer> answer(Placed placed) {
        Found found = placed.found();
        return Optional.ofNullable(found.response())
                .map(response -> new ImportedAnswers.Answer(
                        found.attemptId(), placed.position(), found.question(), response, found.answeredAt()));
    }

    private static Verdict reused(Found line) {
        return Verdict.on(
                line.line(),
                LineFields.EXTERNAL_ID,
                Fault.EXTERNAL_ID_REUSED,
                "A response with this external id is stored and says something else; it stays as it is. Give this one an"
                        + " external id of its own.");
    }

    private static Verdict full(Found line) {
        return Verdict.on(
                line.line(),
                LineFields.ATTEMPT,
                Fault.SITTING_FULL,
                "A sitting holds at most " + Wish.MAX_QUESTIONS
                        + " responses; tell sittings apart by the field attempt.");
    }
}
