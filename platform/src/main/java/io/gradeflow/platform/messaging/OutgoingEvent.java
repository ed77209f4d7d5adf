package io.gradeflow.platform.messaging;

import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.EventType;
import io.gradeflow.events.Topic;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a topic, with the CloudEvents attributes of Kafka's binary mode as headers.
 *
 * @param trace the place in a trace that it comes of; null where that isn't recorded
 */
public record OutgoingEvent(
        Topic topic, Event event, Instant time, @Nullable String trace) {

    /** @param time when the event happened, not when it is sent */
    public static OutgoingEvent of(Topic topic, Event event, Instant time) {
        return new OutgoingEvent(topic, event, time, null);
    }

    /** The same, as part of a trace. */
    public OutgoingEvent within(@Nullable String trace) {
        return trace == null ? this : new OutgoingEvent(topic, event, time, trace);
    }

    ProducerRecord<String, byte[]> toRecord(String source) {
        EventType type = EventType.of(event);
        if (!type.topics().contains(topic)) {
            throw new IllegalArgumentException(type + " doesn't travel on " + topic.topicName());
        }
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic.topicName(), event.recordKey(), EventJson.write(event));
        CloudEventHeaders.write(record.headers(), type, event.eventId(), source, time);
        return record;
    }
}
