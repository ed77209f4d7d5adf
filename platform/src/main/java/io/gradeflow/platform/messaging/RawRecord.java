package io.gradeflow.platform.messaging;

import io.gradeflow.events.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A record of a topic as it came once: nobody here knows what it says. */
public record RawRecord(Topic topic, String key, byte[] value) {

    ProducerRecord<String, byte[]> toRecord() {
        return new ProducerRecord<>(topic.topicName(), key, value);
    }
}
