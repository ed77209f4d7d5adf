package io.gradeflow.platform.messaging;

import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.EventType;
import io.gradeflow.events.Topic;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a topic, with the CloudEvents attributes of Kafka's binary mode as headers. Its JSON is written when this is made, on
 * the thread of whoever makes it, and once, however often it is sent.
 */
public final class OutgoingEvent {

    private final Topic topic;
    private final Event event;
    private final byte[] json;
    private final Instant time;
    private final @Nullable String trace;

    private OutgoingEvent(Topic topic, Event event, byte[] json, Instant time, @Nullable String trace) {
        this.topic = topic;
        this.event = event;
        this.json = json;
        this.time = time;
        this.trace = trace;
    }

    /**
     * @param time when the event happened, not when it is sent
     * @throws IllegalArgumentException if such events don't travel on the topic
     */
    public static OutgoingEvent of(Topic topic, Event event, Instant time) {
        EventType type = EventType.of(event);
        if (!type.topics().contains(topic)) {
            throw new IllegalArgumentException(type + " doesn't travel on " + topic.topicName());
        }
        return new OutgoingEvent(topic, event, EventJson.write(event), time, null);
    }

    /** The same, as part of a trace. */
    public OutgoingEvent within(@Nullable String trace) {
        return trace == null ? this : new OutgoingEvent(topic, event, json, time, trace);
    }

    /** The place in a trace that it comes of; null where that isn't recorded. */
    @Nullable
    String trace() {
        return trace;
    }

    ProducerRecord<String, byte[]> toRecord(String source) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.topicName(), event.recordKey(), json);
        CloudEventHeaders.write(record.headers(), EventType.of(event), event.eventId(), source, time);
        return record;
    }
}
