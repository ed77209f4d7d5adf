package io.gradeflow.attempt;

import io.gradeflow.devstack.testing.TestTokens;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that stands in a topic now, read from its beginning. */
final class SentEvents {

    private SentEvents() {}

    static <E extends Event> List<E> in(Topic topic, Class<E> type, Predicate<E> wanted) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestTokens.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 12)
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<E> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    E event = EventJson.read(record.value(), type);
                    if (wanted.test(event)) {
                        found.add(event);
                    }
                });
            }
            return found;
        }
    }
}
