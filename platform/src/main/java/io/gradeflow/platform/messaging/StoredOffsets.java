package io.gradeflow.platform.messaging;

import io.gradeflow.platform.database.Columns;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The offsets that a service has applied, kept in its own database and written in the transaction that applies the
 * records. Kafka's committed offsets mean nothing to it.
 *
 * <p>Table {@code stored_offset(topic, partition, next_offset, event_time)}.
 */
@Singleton
public class StoredOffsets {

    /** @param eventTime when the last applied event happened */
    public record Applied(long nextOffset, Instant eventTime) {}

    private final Jdbi jdbi;
    private final LostTail tail;
    private final List<Projection<?>> readers = new CopyOnWriteArrayList<>();

    StoredOffsets(Jdbi jdbi, LostTail tail) {
        this.jdbi = jdbi;
        this.tail = tail;
    }

    /** Those who apply records here. */
    public List<Projection<?>> readers() {
        return List.copyOf(readers);
    }

    void add(Projection<?> reader) {
        readers.add(reader);
        tail.start();
    }

    LostTail tail() {
        return tail;
    }

    /** What is applied of these topics; a partition of which nothing was applied is absent. */
    public Map<TopicPartition, Applied> of(Collection<String> topics) {
        return jdbi.withHandle(handle -> of(handle, topics));
    }

    /** The same within a transaction, so that the offsets belong to the figures read beside them. */
    public static Map<TopicPartition, Applied> of(Handle handle, Collection<String> topics) {
        return handle.createQuery(
                        "SELECT topic, partition, next_offset, event_time FROM stored_offset WHERE topic = ANY (:topics)")
                .bindArray("topics", String.class, topics)
                .reduceResultSet(new HashMap<>(), (applied, row, context) -> {
                    applied.put(
                            new TopicPartition(row.getString("topic"), row.getInt("partition")),
                            new Applied(
                                    row.getLong("next_offset"),
                                    row.getTimestamp("event_time").toInstant()));
                    return applied;
                });
    }

    /** The next offset of each partition. */
    public static Map<TopicPartition, Long> next(Map<TopicPartition, Applied> applied) {
        Map<TopicPartition, Long> next = new HashMap<>();
        applied.forEach((partition, offset) -> next.put(partition, offset.nextOffset()));
        return next;
    }

    /**
     * Stores how far these records reach. Two instances that hold the same partition for a moment, during a rebalance, both
     * get here: the row's lock puts them in order and the higher offset stays; effects are safe because applying a record
     * twice changes nothing.
     *
     * @throws TailLostException if less was stored than this process stored before
     */
    void store(Handle handle, ConsumerRecords<String, byte[]> records) {
        boolean lost = Columns.of(List.copyOf(records.partitions()))
                .text("topics", TopicPartition::topic)
                .integer("partitions", TopicPartition::partition)
                .bigint("nexts", partition -> next(records, partition))
                .instant(
                        "times",
                        partition -> CloudEventHeaders.timeOf(
                                records.records(partition).getLast()))
                // Always in the same order, so that two transactions never wait for each other.
                .bindTo(handle.createQuery("""
                        INSERT INTO stored_offset AS stored (topic, partition, next_offset, event_time)
                        SELECT topic, partition, next_offset, event_time
                        FROM unnest(:topics, :partitions, :nexts, :times) AS told (topic, partition, next_offset, event_time)
                        ORDER BY topic, partition
                        ON CONFLICT (topic, partition) DO UPDATE
                        SET next_offset = excluded.next_offset, event_time = excluded.event_time
                        WHERE stored.next_offset < excluded.next_offset
                        RETURNING new.topic, new.partition, coalesce(old.next_offset, 0) AS former
                        """))
                .map((row, context) -> tail.isLost(
                        new TopicPartition(row.getString("topic"), row.getInt("partition")), row.getLong("former")))
                .list()
                .contains(true);
        if (lost) {
            throw new TailLostException("stored before, and lost since: what comes before " + records.partitions());
        }
    }

    /** To be called once that is committed. */
    void stored(ConsumerRecords<String, byte[]> records) {
        records.partitions().forEach(partition -> tail.reached(partition, next(records, partition)));
    }

    private static long next(ConsumerRecords<String, byte[]> records, TopicPartition partition) {
        return records.records(partition).getLast().offset() + 1;
    }
}
