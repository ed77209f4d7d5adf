package io.gradeflow.bench.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What there is that calls can be about, and that belongs together: a bank, its questions, attempts at them. A call whose parts belong
 * together gets further than one that names a topic of this bank and a blueprint of that.
 */
final class Things {

    /** Of what calls have made of each kind; the oldest makes room. */
    private static final int MOST = 30;

    private final Map<String, List<String>> first = new HashMap<>();
    private final Map<String, List<String>> made = new HashMap<>();

    /** @param collection as addresses name it */
    Things with(String collection, String name) {
        first.computeIfAbsent(collection, _ -> new ArrayList<>()).add(name);
        return this;
    }

    /** What was made by a call. */
    void learn(String collection, String name) {
        List<String> known = made.computeIfAbsent(collection, _ -> new ArrayList<>());
        known.add(name);
        if (known.size() > MOST) {
            known.removeFirst();
        }
    }

    /**
     * One of the collection. Where calls have made some, half of the time the newest of these, which hardly any other call has ended or deleted.
     *
     * @return empty if nothing of it is known
     */
    String some(String collection, Random random) {
        List<String> learned = made.getOrDefault(collection, List.of());
        if (!learned.isEmpty() && random.nextBoolean()) {
            return learned.getLast();
        }
        List<String> known = new ArrayList<>(first.getOrDefault(collection, List.of()));
        known.addAll(learned);
        return known.isEmpty() ? "" : known.get(random.nextInt(known.size()));
    }

    /** The same by the name of a field or parameter. */
    String named(String name, Random random) {
        return switch (name) {
            case "bank", "slug", "bankSlug" -> some("banks", random);
            case "question", "questionId" -> some("questions", random);
            case "attempt", "attemptId" -> some("attempts", random);
            case "learner", "learnerId", "learners" -> some("learners", random);
            case "topic", "topics", "into", "add", "remove" -> some("topics", random);
            case "cohort" -> some("cohorts", random);
            case "blueprint" -> some("blueprints", random);
            case "sitting" -> some("sittings", random);
            case "receipt" -> some("receipts", random);
            // What one call sets is not what the next one sets, or everything ends as the example of a document has it.
            case "modes" -> random.nextInt(3) == 0 ? "exam" : "practice";
            case "externalId" -> "q-" + random.nextInt(1_000);
            default -> "";
        };
    }
}
