package io.gradeflow.analytics.live;

import io.gradeflow.analytics.topics.Whose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Of what the events are that were applied between two looks at the tables. Not safe for use by several threads. */
final class Passed {

    /** What of an event that belongs to a trace would be known without the others, and its place there. */
    private record Traced(Passed alone, String place) {}

    private final Set<UUID> banks = new HashSet<>();
    private final Map<UUID, Set<String>> learners = new HashMap<>();
    private final List<Traced> traced = new ArrayList<>(0);
    private boolean anything;

    /** Where it isn't known what has changed. */
    static Passed anything() {
        Passed passed = new Passed();
        passed.anything = true;
        return passed;
    }

    /** @param learner null where the event is of the bank itself */
    void add(UUID bank, @Nullable String learner) {
        if (learner == null) {
            banks.add(bank);
        } else {
            learners.computeIfAbsent(bank, any -> new HashSet<>()).add(learner);
        }
    }

    /** Notes where in its trace an event stands that was added. */
    void trace(UUID bank, @Nullable String learner, String place) {
        Passed alone = new Passed();
        alone.add(bank, learner);
        traced.add(new Traced(alone, place));
    }

    /** Where those events stand in their traces that touch what is asked for. */
    List<String> places(Predicate<Passed> touching) {
        return traced.stream()
                .filter(one -> touching.test(one.alone()))
                .map(Traced::place)
                .toList();
    }

    boolean touches(UUID bank) {
        return anything || banks.contains(bank) || learners.containsKey(bank);
    }

    /** Whether the figures of those asked for may have changed, and not only what stands beside them. */
    boolean touches(UUID bank, Whose whose) {
        return switch (whose) {
            case Whose.InCohort _ -> touches(bank);
            case Whose.OfLearner of ->
                anything
                        || banks.contains(bank)
                        || learners.getOrDefault(bank, Set.of()).contains(of.learnerId());
        };
    }
}
