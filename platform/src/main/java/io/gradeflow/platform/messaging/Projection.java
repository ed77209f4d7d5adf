package io.gradeflow.platform.messaging;

import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.UnreadableEventException;
import io.gradeflow.platform.database.SqlFailure;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

    private record Readable<E>(ConsumerRecord<String, byte[]> record, E event) {}

    private static final Logger LOG = Logger.getLogger(Projection.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Jdbi jdbi;
    private final StoredOffsets offsets;
    private final Class<E> type;
    private final Application<E> application;

    public Projection(Jdbi jdbi, StoredOffsets offsets, Class<E> type, Application<E> application) {
        this.jdbi = jdbi;
        this.offsets = offsets;
        this.type = type;
        this.application = application;
    }

    /** Returns when the records are applied and their offsets stored. */
    public void apply(ConsumerRecords<String, byte[]> records) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                jdbi.useTransaction(handle -> {
                    applyWithin(handle, records);
                    offsets.store(handle, records);
                });
                return;
            } catch (RuntimeException e) {
                LOG.warnf(e, "%s waits: a batch of %d could not be applied", type.getSimpleName(), records.count());
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void applyWithin(Handle handle, ConsumerRecords<String, byte[]> records) {
        List<Readable<E>> readable = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            // A record without a value deletes its key from a compacted topic; what is history stays.
            if (record.value() != null) {
                try {
                    readable.add(new Readable<>(record, EventJson.read(record.value(), type)));
                } catch (UnreadableEventException e) {
                    setAside(handle, record, e);
                }
            }
        }
        applyAround(handle, readable);
    }

    /** Halves a batch that is refused until the refused event stands alone. */
    private void applyAround(Handle handle, List<Readable<E>> readable) {
        if (readable.isEmpty()) {
            return;
        }
        String savepoint = "batch_" + readable.size();
        handle.savepoint(savepoint);
        try {
            application.apply(handle, readable.stream().map(Readable::event).toList());
            handle.releaseSavepoint(savepoint);
        } catch (RuntimeException e) {
            if (SqlFailure.isSql(e) && !SqlFailure.refusesData(e)) {
                throw e;
            }
            handle.rollbackToSavepoint(savepoint);
            if (readable.size() == 1) {
                setAside(handle, readable.getFirst().record(), e);
            } else {
                int half = readable.size() / 2;
                applyAround(handle, readable.subList(0, half));
                applyAround(handle, readable.subList(half, readable.size()));
            }
        }
    }

    private void setAside(Handle handle, ConsumerRecord<String, byte[]> record, RuntimeException reason) {
        LOG.errorf(
                "set aside topic=%s partition=%d offset=%d: %s",
                record.topic(), record.partition(), record.offset(), reason.getMessage());
        handle.createUpdate("""
                        INSERT INTO set_aside_event (topic, partition, record_offset, record_key, payload, reason, set_aside_at)
                        VALUES (:topic, :partition, :offset, :key, :payload, :reason, :at)
                        ON CONFLICT (topic, partition, record_offset) DO NOTHING
                        """)
                .bind("topic", record.topic())
                .bind("partition", record.partition())
                .bind("offset", record.offset())
                .bind("key", record.key())
                .bind("payload", record.value())
                .bind("reason", String.valueOf(reason.getMessage()))
                .bind("at", Timestamp.from(InstantSource.system().instant()))
                .execute();
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
