package io.gradeflow.platform.messaging;

import io.gradeflow.events.Event;
import io.gradeflow.platform.database.Columns;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private final List<Projection<?>> readers = new CopyOnWriteArrayList<>();

    StoredOffsets(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those who apply records here. */
    public List<Projection<?>> readers() {
        return List.copyOf(readers);
    }

    /** Who applies events of this type here. */
    public <E extends Event> Projection<E> reader(Class<E> type) {
        return readers.stream()
                .flatMap(reader -> reader.of(type).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody reads " + type.getSimpleName()));
    }

    void add(Projection<?> reader) {
        readers.add(reader);
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
     */
    void store(Handle handle, ConsumerRecords<String, byte[]> records) {
        List<ConsumerRecord<String, byte[]>> last = records.partitions().stream()
                .map(partition -> records.records(partition).getLast())
                .toList();
        Columns.of(last)
                .text("topics", ConsumerRecord::topic)
                .integer("partitions", ConsumerRecord::partition)
                .bigint("offsets", record -> record.offset() + 1)
                .instant("times", CloudEventHeaders::timeOf)
                // Always in the same order, so that two transactions never wait for each other.
                .bindTo(handle.createUpdate("""
                        INSERT INTO stored_offset AS stored (topic, partition, next_offset, event_time)
                        SELECT * FROM unnest(:topics, :partitions, :offsets, :times) AS reached (topic, partition, next_offset, event_time)
                        ORDER BY topic COLLATE "C", partition
                        ON CONFLICT (topic, partition) DO UPDATE
                        SET next_offset = excluded.next_offset, event_time = excluded.event_time
                        WHERE stored.next_offset < excluded.next_offset
                        """))
                .execute();
    }
}
