package io.gradeflow.platform.messaging;

import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.EventType;
import io.gradeflow.events.Topic;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An event on its way to a topic, with the CloudEvents attributes of Kafka's binary mode as headers. */
public record OutgoingEvent(Topic topic, Event event, Instant time) {

    /** @param time when the event happened, not when it is sent */
    public static OutgoingEvent of(Topic topic, Event event, Instant time) {
        return new OutgoingEvent(topic, event, time);
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
