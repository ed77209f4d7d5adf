package io.gradeflow.attempt;

import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.events.UnreadableEventException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The events that stand in a topic now, among what else a test has put there. */
final class SentEvents {

    private SentEvents() {}

    static <E extends Event> List<E> in(Topic topic, Class<E> type, Predicate<E> wanted) {
        return TopicRecords.of(topic.topicName()).stream()
                .flatMap(record -> read(record.value(), type))
                .filter(wanted)
                .toList();
    }

    private static <E> Stream<E> read(byte[] value, Class<E> type) {
        try {
            return Stream.of(EventJson.read(value, type));
        } catch (UnreadableEventException e) {
            return Stream.empty();
        }
    }
}
