package io.gradeflow.attempt;

import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import java.util.List;
import java.util.function.Predicate;

/** The events that stand in a topic now. */
final class SentEvents {

    private SentEvents() {}

    static <E extends Event> List<E> in(Topic topic, Class<E> type, Predicate<E> wanted) {
        return TopicRecords.of(topic.topicName()).stream()
                .map(record -> EventJson.read(record.value(), type))
                .filter(wanted)
                .toList();
    }
}
