package io.gradeflow.platform.messaging;

import io.gradeflow.events.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What of a topic its readers have not done with. Asks the broker, and never waits long for an answer. */
@ApplicationScoped
public class Backlogs {

    /**
     * @param records how many wait; what was kept too short a time to be read waits no more
     * @param oldest when the broker got the first of them; null where none waits
     */
    public record Backlog(long records, @Nullable Instant oldest) {

        static final Backlog NONE = new Backlog(0, null);
    }

    private final EndOffsets endOffsets;
    private final Instance<StoredOffsets> stored;
    private final WaitingRecords waitingRecords;

    Backlogs(EndOffsets endOffsets, Instance<StoredOffsets> stored, WaitingRecords waitingRecords) {
        this.endOffsets = endOffsets;
        this.stored = stored;
        this.waitingRecords = waitingRecords;
    }

    /**
     * How many records of a partition wait. What was dropped before anybody came to it waits for nobody: whoever comes back goes on
     * at the first that is kept, and may say so only once there is one.
     *
     * @param next where those who read it go on
     * @param first the first that is kept still
     * @param end where the next one will stand
     */
    public static long waiting(long next, long first, long end) {
        return Math.max(0, end - Math.max(next, first));
    }

    /** What waits for a group that commits its offsets to the broker; empty if the broker doesn't say. */
    public Optional<Backlog> ofGroup(Topic topic, String group) {
        return of(topic, () -> endOffsets.committed(group));
    }

    /** What waits for this service, which keeps its offsets in its database; empty if the broker doesn't say. */
    public Optional<Backlog> ofStored(Topic topic) {
        return of(topic, () -> Optional.of(StoredOffsets.next(stored.get().of(List.of(topic.topicName())))));
    }

    /** What is done is asked for first: then what is done meanwhile can't make less than nothing wait. */
    private Optional<Backlog> of(Topic topic, Supplier<Optional<Map<TopicPartition, Long>>> done) {
        Optional<Map<TopicPartition, Long>> next = done.get();
        Optional<Map<TopicPartition, Long>> kept = endOffsets.first(List.of(topic.topicName()));
        Optional<Map<TopicPartition, Long>> ends = endOffsets.now(List.of(topic.topicName()));
        if (next.isEmpty() || kept.isEmpty() || ends.isEmpty()) {
            return Optional.empty();
        }
        Map<TopicPartition, Long> first = new HashMap<>();
        long records = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.get().entrySet()) {
            long waiting = waiting(
                    next.get().getOrDefault(end.getKey(), 0L),
                    kept.get().getOrDefault(end.getKey(), 0L),
                    end.getValue());
            if (waiting > 0) {
                first.put(end.getKey(), end.getValue() - waiting);
                records += waiting;
            }
        }
        if (first.isEmpty()) {
            return Optional.of(Backlog.NONE);
        }
        long waiting = records;
        return waitingRecords.oldest(first).map(oldest -> new Backlog(waiting, oldest));
    }
}
