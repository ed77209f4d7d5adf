package io.gradeflow.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Sets a consumer to the stored offsets whenever it gets partitions; channels name it as
 * {@code consumer-rebalance-listener.name=stored-offsets}. Where nothing is stored, it reads from the beginning.
 */
@ApplicationScoped
@Identifier("stored-offsets")
class SeekToStoredOffsets implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(SeekToStoredOffsets.class);

    private final Instance<StoredOffsets> offsets;

    SeekToStoredOffsets(Instance<StoredOffsets> offsets) {
        this.offsets = offsets;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, StoredOffsets.Applied> applied = load(partitions);
        for (TopicPartition partition : partitions) {
            StoredOffsets.Applied stored = applied.get(partition);
            consumer.seek(partition, stored == null ? 0 : stored.nextOffset());
        }
    }

    /** Without the offsets nothing may be read, so this waits for the database. */
    private Map<TopicPartition, StoredOffsets.Applied> load(Collection<TopicPartition> partitions) {
        var topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        while (true) {
            try {
                return offsets.get().of(topics);
            } catch (RuntimeException e) {
                LOG.warnf("stored offsets can't be read yet: %s", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }
}
