package io.gradeflow.platform.messaging;

import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.EventType;
import io.gradeflow.events.Topic;
import io.gradeflow.events.UnreadableEventException;
import io.gradeflow.platform.database.SqlFailure;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.tracing.Spans;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Applies events to a database with exactly-once effect: the changes and the offsets are one transaction, and applying an
 * event again changes nothing.
 *
 * <p>A record that can never be applied goes to the table {@code set_aside_event} with its reason, and the others of its
 * batch are applied. While the database is away, or refuses for a reason that lies not in the data, the batch is tried
 * again for ever and the partition waits.
 */
public final class Projection<E extends Event> {

    /** Applies events within the transaction of the handle. Must be safe to repeat, in any order. */
    @FunctionalInterface
    public interface Application<E> {
        void apply(Handle handle, List<E> events);
    }

    /** An event, and when it happened. */
    public record Told<E>(E event, Instant time) {}

    /** The same for those who need to know when events happened. */
    @FunctionalInterface
    public interface TimedApplication<E> {
        void apply(Handle handle, List<Told<E>> events);
    }

    /** Is given what can never be applied, and why. */
    @FunctionalInterface
    private interface Refused {
        void take(ConsumerRecord<String, byte[]> record, RuntimeException refusal);
    }

    /** How a batch is applied. */
    @FunctionalInterface
    private interface Manner<E extends Event> {
        void apply(Handle handle, List<Readable<E>> readable, Refused refused);
    }

    private record Readable<E>(ConsumerRecord<String, byte[]> record, E event) {

        Told<E> told() {
            return new Told<>(event, CloudEventHeaders.timeOf(record));
        }
    }

    private static final Logger LOG = Logger.getLogger(Projection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final StoredOffsets offsets;
    private final Class<E> type;
    private final TimedApplication<E> application;

    private Projection(Class<E> type, Jdbi jdbi, StoredOffsets offsets, TimedApplication<E> application) {
        this.jdbi = jdbi;
        this.offsets = offsets;
        this.type = type;
        this.application = application;
        offsets.add(this);
    }

    public Projection(Jdbi jdbi, StoredOffsets offsets, Class<E> type, Application<E> application) {
        this(type, jdbi, offsets, untimed(application));
    }

    public static <E extends Event> Projection<E> timed(
            Jdbi jdbi, StoredOffsets offsets, Class<E> type, TimedApplication<E> application) {
        return new Projection<>(type, jdbi, offsets, application);
    }

    private static <E> TimedApplication<E> untimed(Application<E> application) {
        return (handle, told) ->
                application.apply(handle, told.stream().map(Told::event).toList());
    }

    /** This, if it applies events of the type. */
    @SuppressWarnings("unchecked")
    <T extends Event> Optional<Projection<T>> of(Class<T> events) {
        return type == events ? Optional.of((Projection<T>) this) : Optional.empty();
    }

    /** Whether events that travel on the topic are this one's. */
    public boolean reads(Topic topic) {
        return Arrays.stream(EventType.values())
                .anyMatch(one -> one.record() == type && one.topics().contains(topic));
    }

    /**
     * Applies what was set aside before, within the transaction of the handle.
     *
     * @return why it can't be applied still; empty if it was
     */
    public Optional<String> applyAgain(Handle handle, byte[] payload, Instant time) {
        E event;
        try {
            event = EventJson.read(payload, type);
        } catch (UnreadableEventException e) {
            return Optional.of(reasonOf(e));
        }
        return tryToApply(handle, application, "again", List.of(new Told<>(event, time)))
                .map(Projection::reasonOf);
    }

    /** Returns when the records are applied and their offsets stored. */
    public void apply(ConsumerRecords<String, byte[]> records) {
        try (Spans spans = Spans.processing(records)) {
            applyUntilDone(records);
        }
    }

    /**
     * The same, where much has come with partitions side by side, in so many transactions at most. Only for what {@link Application}s
     * of other instances may be applied beside.
     */
    public void apply(ConsumerRecords<String, byte[]> records, int atOnce) {
        SideBySide.run(SideBySide.shares(records, atOnce), this::apply);
    }

    private void applyUntilDone(ConsumerRecords<String, byte[]> records) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                applyOrRefuse(records);
                return;
            } catch (RuntimeException e) {
                LOG.warnf(e, "%s waits: a batch of %d could not be applied", type.getSimpleName(), records.count());
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Nearly always nothing is refused: only when something was, savepoints are worth their time. */
    private void applyOrRefuse(ConsumerRecords<String, byte[]> records) {
        try {
            apply(records, (handle, readable, refused) -> applyAll(handle, readable));
        } catch (RuntimeException e) {
            if (isNoFaultOfEvents(e)) {
                throw e;
            }
            apply(records, (handle, readable, refused) -> applyAround(handle, application, readable, refused));
        }
    }

    private void apply(ConsumerRecords<String, byte[]> records, Manner<E> manner) {
        jdbi.useTransaction(handle -> {
            Transactions.keepPlans(handle, records.count());
            // First, as a replay holds what waits before it applies it; then once more for what was set aside just now.
            Superseded.by(handle, records);
            apply(handle, records, manner, (record, refusal) -> setAside(handle, record, refusal));
            Superseded.by(handle, records);
            offsets.store(handle, records);
        });
    }

    /**
     * Applies records within the transaction of the handle, to the tables that stand first on its search path. Notes neither their
     * offsets nor those that can never be applied, which are left out.
     */
    public void replay(Handle handle, List<ConsumerRecord<String, byte[]>> records) {
        replay(handle, records, application);
    }

    /** The same by another application, to other tables. */
    public void load(Handle handle, List<ConsumerRecord<String, byte[]>> records, Application<E> loading) {
        replay(handle, records, untimed(loading));
    }

    private void replay(Handle handle, List<ConsumerRecord<String, byte[]>> records, TimedApplication<E> instead) {
        apply(
                handle,
                records,
                (within, readable, refused) -> applyAround(within, instead, readable, refused),
                (record, refusal) -> {});
    }

    private void apply(
            Handle handle, Iterable<ConsumerRecord<String, byte[]>> records, Manner<E> manner, Refused refused) {
        List<Readable<E>> readable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            // A record without a value deletes its key from a compacted topic; what is history stays.
            if (record.value() != null) {
                try {
                    readable.add(new Readable<>(record, EventJson.read(record.value(), type)));
                } catch (UnreadableEventException e) {
                    refused.take(record, e);
                }
            }
        }
        if (!readable.isEmpty()) {
            manner.apply(handle, readable, refused);
        }
    }

    private void applyAll(Handle handle, List<Readable<E>> readable) {
        application.apply(handle, readable.stream().map(Readable::told).toList());
    }

    /** Halves a batch that is refused until the refused event stands alone. */
    private void applyAround(
            Handle handle, TimedApplication<E> application, List<Readable<E>> readable, Refused refused) {
        Optional<RuntimeException> refusal = tryToApply(
                handle,
                application,
                "batch_" + readable.size(),
                readable.stream().map(Readable::told).toList());
        if (refusal.isPresent() && readable.size() == 1) {
            refused.take(readable.getFirst().record(), refusal.get());
        } else if (refusal.isPresent()) {
            int half = readable.size() / 2;
            applyAround(handle, application, readable.subList(0, half), refused);
            applyAround(handle, application, readable.subList(half, readable.size()), refused);
        }
    }

    /**
     * @return why these events can't be applied; then nothing is
     * @throws RuntimeException if the reason doesn't lie in them
     */
    private static <E> Optional<RuntimeException> tryToApply(
            Handle handle, TimedApplication<E> application, String savepoint, List<Told<E>> events) {
        handle.savepoint(savepoint);
        try {
            application.apply(handle, events);
            handle.releaseSavepoint(savepoint);
            return Optional.empty();
        } catch (RuntimeException e) {
            if (isNoFaultOfEvents(e)) {
                throw e;
            }
            handle.rollbackToSavepoint(savepoint);
            return Optional.of(e);
        }
    }

    private static boolean isNoFaultOfEvents(RuntimeException failure) {
        return SqlFailure.isSql(failure) && !SqlFailure.refusesData(failure);
    }

    private void setAside(Handle handle, ConsumerRecord<String, byte[]> record, RuntimeException reason) {
        LOG.errorf(
                "set aside topic=%s partition=%d offset=%d: %s",
                record.topic(), record.partition(), record.offset(), reason.getMessage());
        handle.createUpdate("""
                        INSERT INTO set_aside_event (topic, partition, record_offset, record_key, payload, reason, event_time,
                            set_aside_at)
                        VALUES (:topic, :partition, :offset, :key, :payload, :reason, :time, :at)
                        ON CONFLICT (topic, partition, record_offset) DO NOTHING
                        """)
                .bind("topic", record.topic())
                .bind("partition", record.partition())
                .bind("offset", record.offset())
                .bind("key", record.key() == null ? null : storable(record.key()))
                .bind("payload", record.value())
                .bind("reason", reasonOf(reason))
                .bind("time", Timestamp.from(CloudEventHeaders.timeOf(record)))
                .bind("at", Timestamp.from(InstantSource.system().instant()))
                .execute();
    }

    private static String reasonOf(RuntimeException refusal) {
        return storable(String.valueOf(refusal.getMessage()));
    }

    /** No text of a database holds a NUL. */
    static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to apply a batch", e);
        }
    }
}
