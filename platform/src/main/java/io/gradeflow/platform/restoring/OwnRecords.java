package io.gradeflow.platform.restoring;

import io.gradeflow.events.EventJson;
import io.gradeflow.events.UnreadableEventException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** What the records of a service's own topics tell. */
public final class OwnRecords {

    private static final Logger LOG = Logger.getLogger(OwnRecords.class);

    private OwnRecords() {}

    /** Those that can be read, in their order. */
    public static <T> List<T> read(List<ConsumerRecord<String, byte[]>> records, Class<T> type) {
        return records.stream().flatMap(record -> read(record, type).stream()).toList();
    }

    /** What can't be read was never sent from here. */
    public static <T> Optional<T> read(ConsumerRecord<String, byte[]> record, Class<T> type) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventJson.read(record.value(), type));
        } catch (UnreadableEventException e) {
            LOG.warnf(
                    "passed over topic=%s partition=%d offset=%d", record.topic(), record.partition(), record.offset());
            return Optional.empty();
        }
    }
}
