package io.gradeflow.systemtests;

import io.gradeflow.devstack.testing.TopicRecords;
import io.gradeflow.events.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Everything from which figures follow, told once more. */
final class RepeatedEvents {

    private static final List<Topic> TOPICS =
            List.of(Topic.ANSWERS_GRADED, Topic.ANSWERS_REGRADED, Topic.ATTEMPTS_FINISHED);

    private RepeatedEvents() {}

    /**
     * Sends a duplicate of each grade and each ending that stands in the log, in an order that follows from the seed.
     *
     * @return how many these were
     */
    static int sendAllInRandomOrder(SystemUnderTest system, long seed) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        TOPICS.forEach(topic -> records.addAll(TopicRecords.of(system.bootstrapServers(), topic.topicName())));
        Collections.shuffle(records, new Random(seed));
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", system.bootstrapServers(), "acks", "all", "linger.ms", 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            records.forEach(record -> producer.send(
                    new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers())));
        }
        return records.size();
    }
}
