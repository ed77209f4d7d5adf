package io.gradeflow.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts by topic; the empty path is the whole bank. */
final class Tally {

    /** @param learners who answered at least one question of the topic; each of them answers all, so no question has fewer */
    record Counts(long learners, long answers, long correct) {

        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(learners + other.learners, answers + other.answers, correct + other.correct);
        }

        Counts minus(Counts other) {
            return new Counts(learners - other.learners, answers - other.answers, correct - other.correct);
        }
    }

    private final Map<String, Counts> byTopic = new TreeMap<>();

    /** The figures that the system shows. */
    static Tally shown(JsonNode topicAccuracy) {
        Tally tally = new Tally();
        tally.byTopic.put("", counts(topicAccuracy.path("total")));
        topicAccuracy
                .path("topics")
                .forEach(topic -> tally.byTopic.put(topic.path("topic").asText(), counts(topic)));
        return tally;
    }

    private static Counts counts(JsonNode figure) {
        return new Counts(
                figure.path("learners").asLong(),
                figure.path("answers").asLong(),
                figure.path("correct").asLong());
    }

    /** Adds what one learner did. */
    void add(Tally learner) {
        learner.byTopic.forEach((topic, counts) -> byTopic.merge(topic, counts, Counts::plus));
    }

    /** Counts one answer of the learner whom this tally is of. */
    void answer(Question question, boolean correct) {
        count("", correct);
        question.topics().forEach(topic -> count(topic, correct));
    }

    private void count(String topic, boolean correct) {
        Counts before = byTopic.getOrDefault(topic, Counts.NONE);
        byTopic.put(topic, new Counts(1, before.answers() + 1, before.correct() + (correct ? 1 : 0)));
    }

    Tally since(Tally start) {
        Tally increase = new Tally();
        byTopic.forEach((topic, counts) -> increase.byTopic.put(topic, counts.minus(start.of(topic))));
        return increase;
    }

    Counts of(String topic) {
        return byTopic.getOrDefault(topic, Counts.NONE);
    }

    Set<String> topics() {
        return byTopic.keySet();
    }
}
