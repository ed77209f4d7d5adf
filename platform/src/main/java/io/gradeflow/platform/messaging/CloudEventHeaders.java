package io.gradeflow.platform.messaging;

import io.gradeflow.events.EventTime;
import io.gradeflow.events.EventType;
import io.gradeflow.platform.database.StorableTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The CloudEvents 1.0 attributes in Kafka headers (binary content mode). */
public final class CloudEventHeaders {

    private CloudEventHeaders() {}

    static void write(Headers headers, EventType type, String id, String source, Instant time) {
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id);
        put(headers, "ce_type", type.cloudEventsType());
        put(headers, "ce_source", source);
        put(headers, "ce_time", EventTime.write(time));
        put(headers, "content-type", "application/json");
    }

    /** When the event happened; where no header says so, or a time that no database has, when Kafka got it. */
    public static Instant timeOf(ConsumerRecord<?, ?> record) {
        Header time = record.headers().lastHeader("ce_time");
        if (time != null) {
            try {
                Instant told = EventTime.read(new String(time.value(), StandardCharsets.UTF_8));
                return StorableTime.isStorable(told) ? told : Instant.ofEpochMilli(record.timestamp());
            } catch (DateTimeException e) {
                return Instant.ofEpochMilli(record.timestamp());
            }
        }
        return Instant.ofEpochMilli(record.timestamp());
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
