package io.gradeflow.bench.rebuild;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from beginning to end and does nothing with them: what the log itself can give. */
final class BareReading {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private BareReading() {}

    static Work of(MeasuredSystem system, String bootstrapServers, Collection<Topic> topics) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            consumer.seekToBeginning(partitions);
            CpuMeter meter = CpuMeter.start(system);
            long begin = System.nanoTime();
            long read = 0;
            while (read < end) {
                read += consumer.poll(POLL).count();
                if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new BenchException("Of " + end + " records only " + read + " could be read in "
                            + PATIENCE.toMinutes() + " minutes.");
                }
            }
            return Work.since(meter, read);
        }
    }
}
