package io.gradeflow.analytics.proof;

import io.gradeflow.analytics.facts.Told;
import io.gradeflow.events.AnswerGraded;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Event;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.SqlFailure;
import io.gradeflow.platform.messaging.CloudEventHeaders;
import io.gradeflow.platform.messaging.LogReader;
import io.gradeflow.platform.messaging.Projection;
import io.gradeflow.platform.messaging.SideBySide;
import io.gradeflow.platform.messaging.StoredOffsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Brings the log into the fresh tables: what there is of it when it begins at once, what came since by the same code that applies it
 * to the live ones. What these set aside, and what was not applied by hand since, is left out here too. What was applied by hand is
 * kept beside the log, which may have lost it.
 */
final class Replay {

    /** The topics from which the tables are derived. */
    static final List<Topic> TOPICS = List.of(Topic.ANSWERS_GRADED, Topic.ANSWERS_REGRADED, Topic.ATTEMPTS_FINISHED);

    static final List<String> TOPIC_NAMES =
            TOPICS.stream().map(Topic::topicName).toList();

    private static final int AT_ONCE = 2;

    private static final int KEPT_AT_A_TIME = 1_000;

    /** Takes records of one topic into the fresh tables, those for what is told or those that are derived. */
    @FunctionalInterface
    private interface Manner {
        void take(Reader<?> reader, Handle handle, List<ConsumerRecord<String, byte[]>> records);
    }

    private record Reader<E extends Event>(Projection<E> projection, Projection.Application<E> loading) {

        void load(Handle handle, List<ConsumerRecord<String, byte[]>> records) {
            projection.load(handle, records, loading);
        }

        void apply(Handle handle, List<ConsumerRecord<String, byte[]>> records) {
            projection.replay(handle, records);
        }
    }

    private record Place(String topic, int partition, long offset) {

        private static final Place START = new Place("", 0, 0);

        static Place of(ResultSet row) throws SQLException {
            return new Place(row.getString("topic"), row.getInt("partition"), row.getLong("record_offset"));
        }
    }

    private record Kept(Place place, byte[] payload, Instant time) {

        static Kept of(ResultSet row) throws SQLException {
            return new Kept(
                    Place.of(row),
                    row.getBytes("payload"),
                    row.getTimestamp("happened").toInstant());
        }
    }

    private final Jdbi jdbi;
    private final LogReader log;
    private final Map<String, Reader<?>> readers;
    private final Map<TopicPartition, Long> positions;
    /** Where it began: what comes before is in the snapshot, if there is one. */
    private final Map<TopicPartition, Long> begun;

    private final Map<TopicPartition, Instant> times = new HashMap<>();
    private final Set<Place> setAside;
    private final LongConsumer progress;
    private long read;

    /**
     * {@link #deriveAt} comes first, then {@link #applyWhatTheSnapshotMayLack} where there is a snapshot.
     *
     * @param positions from where to read on; moves
     * @param progress is told how many records are read
     */
    Replay(
            Jdbi jdbi,
            StoredOffsets offsets,
            LogReader log,
            Map<TopicPartition, Long> positions,
            LongConsumer progress) {
        this.jdbi = jdbi;
        this.log = log;
        this.positions = positions;
        this.begun = Map.copyOf(positions);
        this.progress = progress;
        this.setAside = jdbi.withHandle(Replay::setAside);
        Reader<?> grades = new Reader<>(offsets.reader(AnswerGraded.class), Told::addGrades);
        Reader<?> endings = new Reader<>(offsets.reader(AttemptFinished.class), Told::addEndings);
        this.readers = Map.of(
                Topic.ANSWERS_GRADED.topicName(), grades,
                Topic.ANSWERS_REGRADED.topicName(), grades,
                Topic.ATTEMPTS_FINISHED.topicName(), endings);
    }

    /**
     * Applies what was set aside before the snapshot's end and applied by hand at any time: where that was after the snapshot was proven,
     * neither the snapshot nor the rest of the log has it. What the snapshot has changes nothing.
     *
     * @throws FailedRunException if one of them can't be applied any more
     */
    void applyWhatTheSnapshotMayLack() {
        List<Kept> portion = kept(Place.START);
        while (!portion.isEmpty()) {
            List<Kept> before =
                    portion.stream().filter(this::isOfTheSnapshotsTime).toList();
            FreshTables.within(jdbi, handle -> before.forEach(event -> apply(handle, event)));
            portion = kept(portion.getLast().place());
        }
    }

    /**
     * Derives the tables at once from the log before the targets, and from the snapshot if there is one.
     *
     * @param targets up to where the live tables had it all before this was made: what they set aside of it is known
     * @throws FailedRunException if that can't be
     */
    void deriveAt(Map<TopicPartition, Long> targets) {
        log.readTo(positions, targets, (topic, records) -> take(topic, records, Reader::load));
        try {
            FreshTables.derive(jdbi);
        } catch (RuntimeException e) {
            if (SqlFailure.refusesData(e)) {
                throw new FailedRunException("What the log tells makes no figures: " + e.getMessage());
            }
            throw e;
        }
    }

    /** Applies what the log holds before the targets, to tables that are derived. */
    void to(Map<TopicPartition, Long> targets) {
        log.readTo(positions, targets, (topic, records) -> take(topic, records, Reader::apply));
    }

    /** How many records lie before the targets still. */
    long left(Map<TopicPartition, Long> targets) {
        return targets.entrySet().stream()
                .mapToLong(target -> Math.max(0, target.getValue() - positions.getOrDefault(target.getKey(), 0L)))
                .sum();
    }

    /** Whether the live tables have an event, as the handle's transaction sees them, that was set aside when the replay began. */
    boolean isBehindWhatWasApplied(Handle handle) {
        return !setAside(handle).containsAll(setAside);
    }

    /** Before which offset everything of the partition is here. */
    long position(TopicPartition partition) {
        return positions.getOrDefault(partition, 0L);
    }

    /** When the last event that was read of each partition happened, as precisely as a database keeps it. */
    Map<TopicPartition, Instant> times() {
        return times;
    }

    private void take(String topic, List<ConsumerRecord<String, byte[]>> records, Manner manner) {
        List<ConsumerRecord<String, byte[]>> applied = records.stream()
                .filter(record -> !setAside.contains(new Place(topic, record.partition(), record.offset())))
                .toList();
        Reader<?> reader = Objects.requireNonNull(readers.get(topic));
        SideBySide.run(
                SideBySide.shares(byPartition(topic, applied), AT_ONCE),
                share -> FreshTables.within(
                        jdbi,
                        handle -> manner.take(
                                reader,
                                handle,
                                share.values().stream().flatMap(List::stream).toList())));
        for (ConsumerRecord<String, byte[]> record : records) {
            times.put(
                    new TopicPartition(topic, record.partition()),
                    CloudEventHeaders.timeOf(record).truncatedTo(ChronoUnit.MICROS));
        }
        read += records.size();
        progress.accept(read);
    }

    private boolean isOfTheSnapshotsTime(Kept event) {
        Place place = event.place();
        return place.offset() < begun.getOrDefault(new TopicPartition(place.topic(), place.partition()), 0L);
    }

    private void apply(Handle handle, Kept event) {
        Place place = event.place();
        Objects.requireNonNull(readers.get(place.topic()))
                .projection()
                .applyAgain(handle, event.payload(), event.time())
                .ifPresent(refusal -> {
                    throw new FailedRunException("The event at offset " + place.offset() + " of " + place.topic() + "-"
                            + place.partition() + " had been set aside and was applied by hand, and can't be applied"
                            + " to the tables that were proven before: " + refusal);
                });
    }

    private List<Kept> kept(Place after) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT topic, partition, record_offset, payload, coalesce(event_time, set_aside_at) AS happened
                        FROM set_aside_event
                        WHERE applied_at IS NOT NULL AND topic = ANY (:topics)
                            AND (topic, partition, record_offset) > (:topic, :partition, :offset)
                        ORDER BY topic, partition, record_offset LIMIT :portion
                        """)
                .bindArray("topics", String.class, TOPIC_NAMES)
                .bind("topic", after.topic())
                .bind("partition", after.partition())
                .bind("offset", after.offset())
                .bind("portion", KEPT_AT_A_TIME)
                .map((row, context) -> Kept.of(row))
                .list());
    }

    private static Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> byPartition(
            String topic, List<ConsumerRecord<String, byte[]>> records) {
        return records.stream().collect(Collectors.groupingBy(record -> new TopicPartition(topic, record.partition())));
    }

    private static Set<Place> setAside(Handle handle) {
        return new HashSet<>(handle.createQuery("""
                        SELECT topic, partition, record_offset FROM set_aside_event
                        WHERE applied_at IS NULL AND topic = ANY (:topics)
                        """)
                .bindArray("topics", String.class, TOPIC_NAMES)
                .map((row, context) -> Place.of(row))
                .list());
    }
}
