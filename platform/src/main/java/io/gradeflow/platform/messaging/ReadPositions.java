package io.gradeflow.platform.messaging;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** How far this process has come in each partition, and which records of those that were set back it had read ahead. */
final class ReadPositions {

    /** More batches than these are never read ahead; so nothing is left out for ever if a record is gone from its log meanwhile. */
    private static final int MOST_AHEAD = 10;

    /** @param offset that comes again: what comes after it, before it does, was read ahead */
    private record Awaited(long offset, int patience) {

        Awaited lessPatient() {
            return new Awaited(offset, patience - 1);
        }
    }

    /** The next offset, as this process has stored it, or found it when it got the partition. */
    private final Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();

    /** Of partitions that were set back, what comes again. */
    private final Map<TopicPartition, Awaited> awaited = new ConcurrentHashMap<>();

    /** Says from where a partition is read, as it is stored. */
    void begin(TopicPartition partition, long next) {
        reached.put(partition, next);
    }

    /** Says that so much was stored. What is read twice takes nothing back. */
    void reached(TopicPartition partition, long next) {
        reached.merge(partition, next, Math::max);
    }

    /** @param stored the next offset as it is stored */
    boolean isLost(TopicPartition partition, long stored) {
        return stored < reached.getOrDefault(partition, 0L);
    }

    /**
     * Of which partitions less is stored than was reached before the look at what is stored began.
     *
     * @param look the next offset of each partition of these topics, as it is stored
     * @return what was reached
     */
    Map<TopicPartition, Long> lost(Function<Set<String>, Map<TopicPartition, Long>> look) {
        Map<TopicPartition, Long> before = Map.copyOf(reached);
        Map<TopicPartition, Long> stored =
                look.apply(before.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        return before.entrySet().stream()
                .filter(entry -> stored.getOrDefault(entry.getKey(), 0L) < entry.getValue())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Says that a record, and others before it, have to come again.
     *
     * @return false where that was said before
     */
    boolean comesAgain(TopicPartition partition, long offset) {
        return awaited.putIfAbsent(partition, new Awaited(offset, MOST_AHEAD)) == null;
    }

    /** Whether some of these were read before their partition was set back, to records before them. */
    boolean isAhead(ConsumerRecords<String, byte[]> records) {
        boolean ahead = false;
        for (TopicPartition partition : records.partitions()) {
            Awaited left = awaited.computeIfPresent(
                    partition,
                    (key, again) -> first(records, partition) > again.offset() && again.patience() > 0
                            ? again.lessPatient()
                            : null);
            ahead |= left != null;
        }
        return ahead;
    }

    /** Says that another process reads it by now. */
    void forget(TopicPartition partition) {
        reached.remove(partition);
        awaited.remove(partition);
    }

    static long first(ConsumerRecords<String, byte[]> records, TopicPartition partition) {
        return records.records(partition).getFirst().offset();
    }
}
