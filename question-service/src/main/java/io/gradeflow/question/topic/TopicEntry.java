package io.gradeflow.question.topic;

import java.util.List;

/**
 * A topic as a taxonomy names it.
 *
 * @param keywords phrases; a question without topics of its own gets this topic if one of them stands in it
 */
public record TopicEntry(String path, String title, List<String> keywords) {

    public TopicEntry {
        keywords = List.copyOf(keywords);
    }

    static TopicEntry ofPath(String path) {
        return new TopicEntry(path, TopicPath.title(path), List.of());
    }
}
