package io.gradeflow.grader.keys;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.AnswerKey;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The newest version of each key read so far. Safe for use by many threads.
 *
 * <p>A million keys take little room, because what many of them say alike is held once: which choices are right under which
 * policy, and the bank. Explanations are not kept.
 */
final class KeyTable {

    /** A question's id as two numbers, and a revision: one object a key, not two. */
    private record KeyOf(long high, long low, int revision) {

        static KeyOf of(UUID questionId, int revision) {
            return new KeyOf(questionId.getMostSignificantBits(), questionId.getLeastSignificantBits(), revision);
        }
    }

    private static final Logger LOG = Logger.getLogger(KeyTable.class);

    private final Map<KeyOf, VersionedKey> keys = new ConcurrentHashMap<>();
    private final Map<AnswerKey, AnswerKey> sharedKeys = new ConcurrentHashMap<>();
    private final Map<UUID, UUID> sharedBanks = new ConcurrentHashMap<>();

    /** The key, if it was read in that version or a newer one. */
    Optional<VersionedKey> find(UUID questionId, int revision, int atLeastVersion) {
        VersionedKey key = keys.get(KeyOf.of(questionId, revision));
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
                    KeyOf.of(published.questionId(), published.revision()),
                    new VersionedKey(
                            shared(sharedKeys, published.key()),
                            published.keyVersion(),
                            shared(sharedBanks, published.bankId())),
                    (held, told) -> told.version() >= held.version() ? told : held);
        } catch (RuntimeException e) {
            // Whatever is the matter with it, it would be the same when the topic is read again.
            LOG.errorf(
                    "unreadable key partition=%d offset=%d: %s", record.partition(), record.offset(), e.getMessage());
        }
    }

    private static <T> T shared(Map<T, T> held, T value) {
        T same = held.putIfAbsent(value, value);
        return same == null ? value : same;
    }

    int size() {
        return keys.size();
    }
}
