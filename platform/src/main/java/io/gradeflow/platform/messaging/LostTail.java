package io.gradeflow.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that nobody goes on after records whose effects are lost. Where a commit isn't waited for, the last transactions are
 * gone if the database server dies, offsets and effects together, while this process has read on. So it remembers how far it has
 * stored each partition. Where less is stored than that, the consumer is set back to what is, and what was read ahead is left
 * out until the records before it have come again. Also heals a database that was put back to an earlier state under a
 * running service. See ADR 28.
 */
@ApplicationScoped
class LostTail {

    private static final Logger LOG = Logger.getLogger(LostTail.class);

    /** What is lost of a partition to which nothing comes any more is found by looking. */
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Instance<KafkaClientService> clients;
    private final Instance<StoredOffsets> offsets;
    private final SeekToStoredOffsets seek;

    private final ReadPositions positions = new ReadPositions();
    private @Nullable Relay relay;

    LostTail(
            Instance<KafkaClientService> clients,
            Instance<StoredOffsets> offsets,
            @Identifier("stored-offsets") SeekToStoredOffsets seek) {
        this.clients = clients;
        this.offsets = offsets;
        this.seek = seek;
    }

    synchronized void start() {
        if (relay == null) {
            relay = Relay.start("lost-tail", EVERY, this::look);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /** Says from where a partition is read, as it is stored. */
    void begin(TopicPartition partition, long next) {
        positions.begin(partition, next);
    }

    /** Says that so much of a partition is stored, which is committed. */
    void reached(TopicPartition partition, long next) {
        positions.reached(partition, next);
    }

    /** @param stored the next offset as it is stored */
    boolean isLost(TopicPartition partition, long stored) {
        return positions.isLost(partition, stored);
    }

    /** Whether some of these were read before their partition was set back, to records before them. */
    boolean isAhead(ConsumerRecords<String, byte[]> records) {
        return positions.isAhead(records);
    }

    /** Lets these records come again, and those before them that are lost. */
    void setBack(ConsumerRecords<String, byte[]> records) {
        Map<TopicPartition, Long> firsts = new HashMap<>();
        records.partitions().forEach(partition -> firsts.put(partition, ReadPositions.first(records, partition)));
        setBack(firsts);
    }

    /** @param comeAgain an offset of each partition that does; what is coming again already isn't disturbed */
    private void setBack(Map<TopicPartition, Long> comeAgain) {
        Set<TopicPartition> partitions = new HashSet<>();
        comeAgain.forEach((partition, offset) -> {
            if (positions.comesAgain(partition, offset)) {
                partitions.add(partition);
            }
        });
        if (!partitions.isEmpty()) {
            seekAgain(partitions);
        }
    }

    /** Channels have the names of their topics. */
    private void seekAgain(Set<TopicPartition> partitions) {
        LOG.warnf("set back to what is stored, as the database has lost what was stored after it: %s", partitions);
        partitions.stream()
                .collect(Collectors.groupingBy(TopicPartition::topic, Collectors.toSet()))
                .forEach((topic, ofTopic) -> {
                    KafkaConsumer<String, byte[]> consumer = clients.get().getConsumer(topic);
                    consumer.runOnPollingThread((Consumer<String, byte[]> polling) -> {
                                seekAgain(polling, ofTopic);
                                return ofTopic;
                            })
                            .await()
                            .indefinitely();
                });
    }

    /** What another instance reads by now is set to what is stored by that one. */
    private void seekAgain(Consumer<String, byte[]> consumer, Set<TopicPartition> partitions) {
        Set<TopicPartition> own = new HashSet<>(partitions);
        own.retainAll(consumer.assignment());
        seek.onPartitionsAssigned(consumer, own);
        partitions.stream().filter(partition -> !own.contains(partition)).forEach(positions::forget);
    }

    private boolean look() {
        Map<TopicPartition, Long> comeAgain = new HashMap<>();
        positions
                .lost(topics -> StoredOffsets.next(offsets.get().of(topics)))
                .forEach((partition, next) -> comeAgain.put(partition, next - 1));
        setBack(comeAgain);
        return false;
    }
}
