package io.gradeflow.analytics.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gradeflow.platform.messaging.StoredOffsets;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** A moment in which nothing is applied to the live tables, so that their offsets and their rows belong together. */
final class Frozen {

    private Frozen() {}

    /**
     * Whoever applies a batch stores its offsets in the end, and waits there until this transaction is over; what it applied
     * isn't visible yet. Whoever stored them before has committed.
     */
    static Map<TopicPartition, StoredOffsets.Applied> beforeOffsetsMove(Handle handle) {
        handle.execute("SET LOCAL lock_timeout = '30s'");
        handle.execute("LOCK TABLE stored_offset IN SHARE MODE");
        return StoredOffsets.of(handle, Replay.TOPIC_NAMES);
    }

    /** The same with nobody in the tables, neither to write nor to read. Locked in the order in which batches come to them. */
    static Map<TopicPartition, StoredOffsets.Applied> withNobodyInTheTables(Handle handle) {
        handle.execute("SET LOCAL lock_timeout = '30s'");
        String live = FreshTables.live(handle);
        DerivedTable.ALL.forEach(table -> handle.execute("LOCK TABLE " + table.in(live) + " IN ACCESS EXCLUSIVE MODE"));
        return beforeOffsetsMove(handle);
    }

    /** Offsets that don't fit the log, as they are stored. */
    static JsonNode row(TopicPartition partition, StoredOffsets.Applied stored) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("topic", partition.topic())
                .put("partition", partition.partition())
                .put("next_offset", stored.nextOffset())
                .put("event_time", stored.eventTime().toString());
    }
}
