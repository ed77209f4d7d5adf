package io.gradeflow.systemtests;

import static io.gradeflow.devstack.testing.Patience.await;

import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Hears what the graders say from now on. */
final class GradedAnswers implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<UUID, Set<String>> graded = new HashMap<>();

    GradedAnswers(SystemUnderTest system) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", system.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        String topic = Topic.ANSWERS_GRADED.topicName();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Returns when so many versions of answers of the attempt are graded. */
    void awaitVersions(UUID attempt, int versions) {
        await().pollInSameThread().until(() -> heard(attempt) >= versions);
    }

    private int heard(UUID attempt) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> {
            AnswerGraded grade = EventJson.read(record.value(), AnswerGraded.class);
            graded.computeIfAbsent(grade.attemptId(), id -> new HashSet<>())
                    .add(grade.answerId() + ":" + grade.answerVersion());
        });
        return graded.getOrDefault(attempt, Set.of()).size();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
