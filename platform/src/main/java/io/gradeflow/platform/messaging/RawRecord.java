package io.gradeflow.platform.messaging;

import io.gradeflow.events.Topic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Key and value of a record of a topic, as they came once: nobody here knows what it says, and it is sent without headers. */
public record RawRecord(Topic topic, String key, byte[] value) {

    ProducerRecord<String, byte[]> toRecord() {
        return new ProducerRecord<>(topic.topicName(), key, value);
    }
}
