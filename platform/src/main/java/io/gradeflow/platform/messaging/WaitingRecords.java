package io.gradeflow.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks at records that nobody has done with yet, beside those who read them. */
@ApplicationScoped
class WaitingRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> configuration;
    private @Nullable Consumer<byte[], byte[]> consumer;

    WaitingRecords(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.configuration = new HashMap<>(kafka);
        configuration.put(ConsumerConfig.CLIENT_ID_CONFIG, "waiting-records");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // A producer's batch: the first record of each partition comes without much else.
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 * 1024);
    }

    /**
     * When the broker got the oldest of the records that stand first from these offsets on. Their events may have happened long
     * before, as those of the slow lane did.
     *
     * @return empty if no record comes in time
     */
    synchronized Optional<Instant> oldest(Map<TopicPartition, Long> offsets) {
        Consumer<byte[], byte[]> open = open();
        Set<TopicPartition> wanted = new HashSet<>(offsets.keySet());
        open.assign(wanted);
        open.resume(wanted);
        offsets.forEach(open::seek);
        List<Long> times = new ArrayList<>();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.isEmpty() && System.nanoTime() < giveUp) {
            var records = open.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                if (wanted.remove(partition)) {
                    times.add(records.records(partition).getFirst().timestamp());
                }
            }
            open.pause(records.partitions());
        }
        return times.stream().min(Long::compare).map(Instant::ofEpochMilli);
    }

    private Consumer<byte[], byte[]> open() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }

    @PreDestroy
    synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
