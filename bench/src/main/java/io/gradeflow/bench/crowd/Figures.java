package io.gradeflow.bench.crowd;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.crowd.AttemptLedger.Standing;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often each topic of a bank was answered, and its best answered question by how many; the topic without a name is the whole bank. */
public final class Figures {

    public record Counts(long answers, long correct, long learners) {}

    private static final class Count {
        private long answers;
        private long correct;
        private final Map<String, Set<String>> learnersByQuestion = new HashMap<>();

        private Counts counts() {
            int learners = learnersByQuestion.values().stream()
                    .mapToInt(Set::size)
                    .max()
                    .orElse(0);
            return new Counts(answers, correct, learners);
        }
    }

    private Figures() {}

    /** Counted answer by answer, over what stands at the end. */
    public static Map<String, Counts> expected(Collection<Settled> attempts) {
        Map<String, Count> counts = new TreeMap<>();
        for (Settled attempt : attempts) {
            AttemptLedger ledger = attempt.ledger();
            for (Map.Entry<Integer, Standing> answer : attempt.shown().entrySet()) {
                Asked question = ledger.questions().get(answer.getKey() - 1);
                boolean right = question.isRight(answer.getValue().choices());
                String learner = ledger.learner().name();
                count(counts, "", question.stem(), learner, right);
                KeyedBank.topics(question.stem())
                        .forEach(topic -> count(counts, topic, question.stem(), learner, right));
            }
        }
        Map<String, Counts> figures = new TreeMap<>();
        counts.forEach((topic, count) -> figures.put(topic, count.counts()));
        return figures;
    }

    private static void count(Map<String, Count> counts, String topic, String question, String learner, boolean right) {
        Count count = counts.computeIfAbsent(topic, key -> new Count());
        count.answers++;
        count.correct += right ? 1 : 0;
        count.learnersByQuestion
                .computeIfAbsent(question, key -> new HashSet<>())
                .add(learner);
    }

    /** @param topics as {@code GET /analytics/topics} gives them */
    public static Map<String, Counts> shown(JsonNode topics) {
        Map<String, Counts> figures = new TreeMap<>();
        figures.put("", counts(topics.path("total")));
        topics.path("topics").forEach(topic -> figures.put(topic.path("topic").asText(), counts(topic)));
        return figures;
    }

    private static Counts counts(JsonNode figure) {
        return new Counts(
                figure.path("answers").asLong(),
                figure.path("correct").asLong(),
                figure.path("learners").asLong());
    }
}
