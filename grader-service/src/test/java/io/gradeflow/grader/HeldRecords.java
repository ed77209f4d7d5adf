package io.gradeflow.grader;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Makes graders stale or slow: a key that a test holds stands in its topic, and doesn't reach whoever reads that; a grade that it holds isn't
 * sent. The clients of the service make one each, by its name in their configuration, whether they read or write.
 */
public final class HeldRecords implements ConsumerInterceptor<String, byte[]>, ProducerInterceptor<String, byte[]> {

    /** While it is open, whoever comes to the record stands still, with all that was read along with it. */
    public static final class Hold implements AutoCloseable {

        private final Predicate<ConsumerRecord<String, byte[]>> read;
        private final Predicate<ProducerRecord<String, byte[]>> sent;
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Hold(Predicate<ConsumerRecord<String, byte[]>> read, Predicate<ProducerRecord<String, byte[]>> sent) {
            this.read = read;
            this.sent = sent;
        }

        public boolean holds() {
            return held.getCount() == 0;
        }

        private void pass() {
            held.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            hold = null;
            released.countDown();
        }
    }

    private static volatile @Nullable Hold hold;

    public static Hold holdKey(UUID question, int version) {
        return open(new Hold(record -> isKey(record, question, version), record -> false));
    }

    /** Of live answers. */
    static Hold holdGradesOf(String learner) {
        return open(new Hold(
                record -> false,
                record -> record.topic().equals(Topic.ANSWERS_GRADED.topicName()) && learner.equals(record.key())));
    }

    private static Hold open(Hold opened) {
        hold = opened;
        return opened;
    }

    private static boolean isKey(ConsumerRecord<String, byte[]> record, UUID question, int version) {
        return record.topic().equals(Topic.ANSWER_KEYS.topicName())
                && record.value() != null
                && record.key().startsWith(question.toString())
                && EventJson.read(record.value(), AnswerKeyPublished.class).keyVersion() == version;
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        Hold present = hold;
        if (present != null) {
            for (ConsumerRecord<String, byte[]> record : records) {
                if (present.read.test(record)) {
                    present.pass();
                    break;
                }
            }
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> record) {
        Hold present = hold;
        if (present != null && present.sent.test(record)) {
            present.pass();
        }
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

    @Override
    public void configure(Map<String, ?> configuration) {}

    @Override
    public void close() {}
}
