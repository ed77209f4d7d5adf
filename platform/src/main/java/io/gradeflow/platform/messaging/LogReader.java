package io.gradeflow.platform.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the log by itself, in no group, up to exactly the offsets it is given. For one thread. */
public final class LogReader implements AutoCloseable {

    /** Takes records of one topic, in the order of each partition. */
    @FunctionalInterface
    public interface Sink {
        void take(String topic, List<ConsumerRecord<String, byte[]>> records);
    }

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Consumer<String, byte[]> consumer;

    /** @param kafka how the broker is reached */
    public LogReader(Map<String, Object> kafka) {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put(ConsumerConfig.CLIENT_ID_CONFIG, "log-reader");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        this.consumer = new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Where what is kept of each partition begins. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /** The partitions of topics. */
    public List<TopicPartition> partitions(Collection<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** Where each partition ends now. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /**
     * Reads on from the positions, which move with what the sink has taken.
     *
     * @throws SilentBrokerException if the broker gives nothing for a minute
     */
    public void readTo(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> targets, Sink sink) {
        List<TopicPartition> unread = targets.keySet().stream()
                .filter(partition -> isBefore(positions, targets, partition))
                .toList();
        consumer.assign(unread);
        unread.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!consumer.assignment().isEmpty()) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                giveUp = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > giveUp) {
                throw new SilentBrokerException("The broker gave no record of " + consumer.assignment() + " for "
                        + PATIENCE.toSeconds() + " seconds; see whether it is there, and try again.");
            }
            take(records, targets, sink);
            for (TopicPartition partition : records.partitions()) {
                positions.put(partition, Math.min(consumer.position(partition), targets.getOrDefault(partition, 0L)));
            }
            consumer.assign(consumer.assignment().stream()
                    .filter(partition -> isBefore(positions, targets, partition))
                    .toList());
        }
    }

    private static boolean isBefore(
            Map<TopicPartition, Long> positions, Map<TopicPartition, Long> targets, TopicPartition partition) {
        return positions.getOrDefault(partition, 0L) < targets.getOrDefault(partition, 0L);
    }

    private static void take(ConsumerRecords<String, byte[]> records, Map<TopicPartition, Long> targets, Sink sink) {
        Map<String, List<ConsumerRecord<String, byte[]>>> byTopic = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            byTopic.computeIfAbsent(partition.topic(), topic -> new ArrayList<>())
                    .addAll(records.records(partition).stream()
                            .filter(record -> record.offset() < targets.getOrDefault(partition, 0L))
                            .toList());
        }
        byTopic.forEach(sink::take);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
