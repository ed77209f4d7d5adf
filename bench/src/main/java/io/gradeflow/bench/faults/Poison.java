package io.gradeflow.bench.faults;

import io.gradeflow.bench.crowd.FaultySystem;
import io.gradeflow.bench.log.BareLoop;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts into topics what no service would, beside what a learner's service sends. */
public final class Poison implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final String learnerId;

    public Poison(FaultySystem system, String learnerId) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", system.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.learnerId = learnerId;
    }

    /**
     * Stands among the learner's answers when this returns.
     *
     * @return the id of the event by which a grader sets it aside
     */
    public String add(@Nullable String value) {
        RecordMetadata stored = send(new ProducerRecord<>(
                Topic.ANSWERS_SUBMITTED.topicName(),
                learnerId,
                value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
        return stored.topic() + "/" + stored.partition() + "/" + stored.offset();
    }

    public void publish(Topic topic, Event event) {
        send(new ProducerRecord<>(topic.topicName(), event.recordKey(), EventJson.write(event)));
    }

    private RecordMetadata send(ProducerRecord<String, byte[]> record) {
        return BareLoop.acknowledged(producer.send(record));
    }

    @Override
    public void close() {
        producer.close();
    }
}
