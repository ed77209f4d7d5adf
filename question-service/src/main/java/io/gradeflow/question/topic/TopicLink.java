package io.gradeflow.question.topic;

import io.gradeflow.platform.database.Columns;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** That a question stands in a topic. */
public record TopicLink(UUID questionId, UUID topicId) {

    /** Takes questions out of all topics. */
    public static void drop(Handle handle, Collection<UUID> questions) {
        handle.createUpdate("DELETE FROM question_topic WHERE question_id = ANY (:questions)")
                .bindArray("questions", UUID.class, questions)
                .execute();
    }

    /** Adds links that there are none of. */
    public static void write(Handle handle, List<TopicLink> links) {
        Columns.of(links)
                .uuid("questions", TopicLink::questionId)
                .uuid("topics", TopicLink::topicId)
                .bindTo(handle.createUpdate(
                        "INSERT INTO question_topic (question_id, topic_id) SELECT * FROM unnest(:questions, :topics)"))
                .execute();
    }
}
