package io.gradeflow.analytics.live;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.StoredOffsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/**
 * Where the tables stand in the log from which topic figures follow.
 *
 * @param next the next offset of each partition
 * @param appliedLater how many events were set aside once and are applied since
 */
record Stand(Map<TopicPartition, Long> next, long appliedLater) {

    private static final List<String> TOPICS = Stream.of(
                    Topic.BANKS, Topic.QUESTIONS, Topic.ANSWERS_GRADED, Topic.ANSWERS_REGRADED, Topic.ATTEMPTS_FINISHED)
            .map(Topic::topicName)
            .toList();

    /** As the handle's transaction sees it. */
    static Stand of(Handle handle) {
        long appliedLater = handle.createQuery(
                        "SELECT count(*) FROM set_aside_event WHERE applied_at IS NOT NULL AND topic = ANY (:topics)")
                .bindArray("topics", String.class, TOPICS)
                .mapTo(long.class)
                .one();
        return new Stand(StoredOffsets.next(StoredOffsets.of(handle, TOPICS)), appliedLater);
    }

    /** Grows with everything that changes a figure, and is the same on every instance. */
    long number() {
        return next.values().stream().mapToLong(Long::longValue).sum() + appliedLater;
    }
}
