package io.gradeflow.grader.keys;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.UnreadableEventException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** The newest version of each key read so far. Safe for use by many threads. */
final class KeyTable {

    private record KeyOf(UUID questionId, int revision) {}

    private static final Logger LOG = Logger.getLogger(KeyTable.class);

    private final Map<KeyOf, VersionedKey> keys = new ConcurrentHashMap<>();

    /** The key, if it was read in that version or a newer one. */
    Optional<VersionedKey> find(UUID questionId, int revision, int atLeastVersion) {
        VersionedKey key = keys.get(new KeyOf(questionId, revision));
        return key == null || key.version() < atLeastVersion ? Optional.empty() : Optional.of(key);
    }

    /** Takes a record of the topic; one that can't be read leaves the answers to its question to be rejected by name. */
    void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            LOG.warnf("a key was deleted key=%s; what was read of it stays until the next start", record.key());
            return;
        }
        try {
            AnswerKeyPublished published = EventJson.read(record.value(), AnswerKeyPublished.class);
            keys.merge(
                    new KeyOf(published.questionId(), published.revision()),
                    new VersionedKey(published.key(), published.keyVersion()),
                    (held, told) -> told.version() >= held.version() ? told : held);
        } catch (UnreadableEventException e) {
            LOG.errorf(
                    "unreadable key partition=%d offset=%d: %s", record.partition(), record.offset(), e.getMessage());
        }
    }

    int size() {
        return keys.size();
    }
}
