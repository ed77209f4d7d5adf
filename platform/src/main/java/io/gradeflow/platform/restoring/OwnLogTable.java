package io.gradeflow.platform.restoring;

import io.gradeflow.platform.database.Columns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** The table {@code own_log}. */
final class OwnLogTable {

    private OwnLogTable() {}

    /** A partition that was never marked is absent. */
    static Map<TopicPartition, Long> all(Handle handle) {
        return handle.createQuery("SELECT * FROM own_log").reduceResultSet(new HashMap<>(), (marks, row, context) -> {
            marks.put(new TopicPartition(row.getString("topic"), row.getInt("partition")), row.getLong("next_offset"));
            return marks;
        });
    }

    /** Whether the database holds something, of before there were marks: it was never asked whether that is all, and lacks nothing. */
    static boolean isOlderThanMarks(Handle handle, String table) {
        return handle.createQuery("SELECT NOT EXISTS (SELECT FROM own_log) AND EXISTS (SELECT FROM " + table + ")")
                .mapTo(boolean.class)
                .one();
    }

    /** Forwards, or back where a topic was made anew. In one order, so that two instances never wait for each other in a circle. */
    static void move(Handle handle, Map<TopicPartition, Long> marks) {
        Columns.of(List.copyOf(marks.entrySet()))
                .text("topics", mark -> mark.getKey().topic())
                .integer("partitions", mark -> mark.getKey().partition())
                .bigint("offsets", Map.Entry::getValue)
                .bindTo(handle.createUpdate("""
                        INSERT INTO own_log AS mark (topic, partition, next_offset)
                        SELECT * FROM unnest(:topics, :partitions, :offsets) AS m (topic, partition, next_offset)
                        ORDER BY topic, partition
                        ON CONFLICT (topic, partition) DO UPDATE SET next_offset = excluded.next_offset
                        WHERE mark.next_offset <> excluded.next_offset
                        """))
                .execute();
    }
}
