package io.gradeflow.question.exporting.writers;

import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.ScoringTags;
import io.gradeflow.question.formats.TopicName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Moodle can hold beside a question: its first topic as a category, which goes on until the next one; the others, and scoring that
 * Moodle doesn't know, as tags.
 */
final class MoodleTags {

    private static final String TOP = "$course$/top";

    private String current = TOP;

    /** The category that begins here; empty where the one before goes on. */
    Optional<String> category(Draft question) {
        String category =
                isCategory(question.topics()) ? TOP + "/" + question.topics().getFirst() : TOP;
        boolean goesOn = category.equals(current);
        current = category;
        return goesOn ? Optional.empty() : Optional.of(category);
    }

    static List<String> of(Draft question) {
        Stream<String> topics = question.topics().stream()
                .skip(isCategory(question.topics()) ? 1 : 0)
                .map(topic -> TopicName.TAG + topic);
        return Stream.concat(topics, ScoringTags.of(question).stream()).toList();
    }

    /** A level that is called "top" says nothing in a category. */
    private static boolean isCategory(List<String> topics) {
        return !topics.isEmpty()
                && TopicName.ofCategory(TOP + "/" + topics.getFirst())
                        .filter(topics.getFirst()::equals)
                        .isPresent();
    }
}
