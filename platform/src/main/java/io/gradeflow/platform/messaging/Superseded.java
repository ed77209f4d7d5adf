package io.gradeflow.platform.messaging;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.Columns;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Events of compacted topics that were set aside, and whose key has a newer record since. That one tells the whole state, so the
 * older is never to be applied: it would put back what has changed.
 */
public final class Superseded {

    /** A record that has been applied, or has been set aside itself. */
    public record Newer(
            String topic,
            int partition,
            long offset,
            @Nullable String key) {}

    private Superseded() {}

    static void by(Handle handle, ConsumerRecords<String, byte[]> records) {
        by(
                handle,
                StreamSupport.stream(records.spliterator(), false)
                        .map(Superseded::newer)
                        .toList());
    }

    private static Newer newer(ConsumerRecord<String, byte[]> record) {
        return new Newer(record.topic(), record.partition(), record.offset(), record.key());
    }

    /** Closes what waits of the same keys before these. */
    public static void by(Handle handle, List<Newer> newer) {
        List<Newer> compacted = newer.stream()
                .filter(record ->
                        record.key() != null && Topic.named(record.topic()).kept() == Topic.Kept.COMPACTED)
                .toList();
        if (compacted.isEmpty()) {
            return;
        }
        Columns.of(compacted)
                .text("topics", Newer::topic)
                .integer("partitions", Newer::partition)
                .bigint("offsets", Newer::offset)
                .text("keys", record -> Projection.storable(String.valueOf(record.key())))
                .bindTo(handle.createUpdate("""
                        WITH newer AS (
                            SELECT topic, partition, record_key, max(record_offset) AS record_offset
                            FROM unnest(:topics, :partitions, :offsets, :keys)
                                AS told (topic, partition, record_offset, record_key)
                            GROUP BY topic, partition, record_key)
                        UPDATE set_aside_event AS waiting SET
                            applied_at = :now, reason = 'A newer record of its key came at offset ' || newer.record_offset || '.'
                        FROM newer
                        WHERE waiting.topic = newer.topic AND waiting.partition = newer.partition
                            AND waiting.record_key = newer.record_key AND waiting.record_offset < newer.record_offset
                            AND waiting.applied_at IS NULL
                        """))
                .bind("now", Timestamp.from(InstantSource.system().instant()))
                .execute();
    }
}
