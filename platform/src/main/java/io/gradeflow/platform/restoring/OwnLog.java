package io.gradeflow.platform.restoring;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.OnlyOne;
import io.gradeflow.platform.messaging.EndOffsets;
import io.gradeflow.platform.messaging.LogReader;
import io.gradeflow.platform.messaging.Relay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads at a service's start what it has itself published since its database last held all of it: some seconds' worth after any
 * start, and after a restore all that came later than the backup. A row is committed before its event is sent, so the database
 * holds whatever stands in the topics; only after a restore it doesn't. So the mark, which is where the topics end every half a
 * minute, stands in the database itself and goes back with it.
 *
 * @see <a href="../../../../../../../../docs/restore.md">how a restore goes</a>
 */
@ApplicationScoped
public class OwnLog {

    /** Takes what stands beyond the marks, within the transaction that moves them. */
    @FunctionalInterface
    public interface Portion {
        void takeOver(Handle handle, Topic topic, List<ConsumerRecord<String, byte[]>> records);
    }

    /** Completes what was taken over, also by an instance that died meanwhile, in one transaction. */
    @FunctionalInterface
    public interface Completion {
        void complete(Handle handle);
    }

    /** Takes the newest record of each key beyond the marks, of all topics at once. */
    @FunctionalInterface
    public interface Whole {
        void takeOver(Handle handle, Map<Topic, List<ConsumerRecord<String, byte[]>>> records);
    }

    private static final Logger LOG = Logger.getLogger(OwnLog.class);

    /** Any number that no other advisory lock of the database has. */
    private static final long LOCK = 1_000_041;

    private final Jdbi jdbi;
    private final EndOffsets ends;
    private final boolean everything;
    private final Duration markEvery;
    private final Map<String, Object> kafka;
    private final Counter takenOver;
    private @Nullable Relay relay;

    /**
     * @param everything whether a database of before there were marks takes over all that the topics keep
     * @param markEvery how often it is marked that the database holds all
     */
    OwnLog(
            Jdbi jdbi,
            EndOffsets ends,
            @ConfigProperty(name = "gradeflow.restore.everything", defaultValue = "false") boolean everything,
            @ConfigProperty(name = "gradeflow.restore.mark-every", defaultValue = "30S") Duration markEvery,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry meters) {
        this.jdbi = jdbi;
        this.ends = ends;
        this.everything = everything;
        this.markEvery = markEvery;
        this.kafka = kafka;
        this.takenOver = meters.counter("gradeflow.restore.taken.over");
    }

    @PreDestroy
    void stop() {
        if (relay != null) {
            relay.close();
        }
    }

    /**
     * Has each topic in turn taken over, in portions, each of which is committed with the marks that it moves: whoever dies in
     * between goes on from there. One instance at a time; another one waits, and finds nothing left.
     *
     * @param table is empty where there is nothing yet, or all was lost, so that everything is to be taken over
     */
    public void inPortions(List<Topic> topics, String table, Portion portion, Completion completion) {
        alone(topics, table, () -> {
            for (Topic topic : topics) {
                read(
                        List.of(topic),
                        (name, records) -> jdbi.useTransaction(handle -> {
                            portion.takeOver(handle, topic, records);
                            OwnLogTable.move(handle, reached(records));
                        }));
            }
            jdbi.useTransaction(completion::complete);
        });
    }

    /**
     * Has all topics taken over in one transaction: for topics that keep the newest record of each key, which fit into memory.
     *
     * @param table as above
     */
    public void atOnce(List<Topic> topics, String table, Whole whole) {
        alone(topics, table, () -> {
            Map<String, Map<String, ConsumerRecord<String, byte[]>>> newest = new HashMap<>();
            Map<TopicPartition, Long> reached = new HashMap<>();
            read(topics, (name, records) -> {
                reached.putAll(reached(records));
                records.forEach(record ->
                        newest.computeIfAbsent(name, key -> new HashMap<>()).put(record.key(), record));
            });
            if (reached.isEmpty()) {
                return;
            }
            Map<Topic, List<ConsumerRecord<String, byte[]>>> byTopic = new HashMap<>();
            topics.forEach(topic -> byTopic.put(
                    topic,
                    List.copyOf(newest.getOrDefault(topic.topicName(), Map.of()).values())));
            jdbi.useTransaction(handle -> {
                whole.takeOver(handle, byTopic);
                OwnLogTable.move(handle, reached);
            });
        });
    }

    /** Somebody is to know of it: after any start but one after a restore, nothing is. */
    public void countTakenOver(int things) {
        takenOver.increment(things);
    }

    /** From now on marks again and again that the database holds all that these topics do. */
    public void watch(List<Topic> topics) {
        List<String> names = names(topics);
        relay = Relay.start("own-log", markEvery, () -> {
            ends.now(names).ifPresent(now -> jdbi.useTransaction(handle -> OwnLogTable.move(handle, now)));
            return false;
        });
    }

    /** The lock is its own session's, so that what is done meanwhile is committed bit by bit. */
    private void alone(List<Topic> topics, String table, Runnable work) {
        OnlyOne.await(jdbi, LOCK, () -> {
            if (!everything && jdbi.withHandle(handle -> OwnLogTable.isOlderThanMarks(handle, table))) {
                LOG.warn(
                        "marks how far the own topics have come, for the first time: what the database lacks by now isn't"
                                + " taken over. If it was restored from a backup of before Gradeflow kept such marks, stop, empty the"
                                + " table own_log, and start once with GRADEFLOW_RESTORE_EVERYTHING=true");
                markEnds(topics);
            } else {
                work.run();
            }
        });
    }

    private void markEnds(List<Topic> topics) {
        try (LogReader log = new LogReader(kafka)) {
            Map<TopicPartition, Long> now = log.ends(log.partitions(names(topics)));
            jdbi.useTransaction(handle -> OwnLogTable.move(handle, now));
        }
    }

    private static List<String> names(List<Topic> topics) {
        return topics.stream().map(Topic::topicName).toList();
    }

    private void read(List<Topic> topics, LogReader.Sink sink) {
        try (LogReader log = new LogReader(kafka)) {
            List<TopicPartition> partitions = log.partitions(names(topics));
            Map<TopicPartition, Long> marks = jdbi.withHandle(OwnLogTable::all);
            Map<TopicPartition, Long> targets = log.ends(partitions);
            Map<TopicPartition, Long> positions = new HashMap<>();
            List<TopicPartition> dropped = new ArrayList<>();
            log.beginnings(partitions).forEach((partition, beginning) -> {
                Long mark = marks.get(partition);
                if (mark != null && mark < beginning) {
                    dropped.add(partition);
                }
                positions.put(partition, Math.max(mark == null ? 0 : mark, beginning));
            });
            if (!dropped.isEmpty()) {
                LOG.warnf(
                        "%s keep less than this database is old: what it lacks of before they begin can't be taken over",
                        dropped);
            }
            log.readTo(positions, targets, sink);
        }
    }

    private static Map<TopicPartition, Long> reached(List<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, Long> reached = new HashMap<>();
        records.forEach(record ->
                reached.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max));
        return reached;
    }
}
