package io.gradeflow.grader;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
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
 * Makes graders stale: a key that a test holds stands in its topic, and doesn't reach whoever reads that. The clients of the
 * service make one each, by its name in their configuration, whether they read or write.
 */
public final class HeldKeys implements ConsumerInterceptor<String, byte[]>, ProducerInterceptor<String, byte[]> {

    /** While it is open, whoever comes to the key stands still, with all that was read along with it. */
    public static final class Hold implements AutoCloseable {

        private final UUID question;
        private final int version;
        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Hold(UUID question, int version) {
            this.question = question;
            this.version = version;
        }

        public boolean holds() {
            return held.getCount() == 0;
        }

        private boolean isOf(ConsumerRecord<String, byte[]> record) {
            if (record.value() == null || !record.key().startsWith(question.toString())) {
                return false;
            }
            return EventJson.read(record.value(), AnswerKeyPublished.class).keyVersion() == version;
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

    public static Hold hold(UUID question, int version) {
        Hold opened = new Hold(question, version);
        hold = opened;
        return opened;
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        Hold present = hold;
        if (present != null) {
            for (ConsumerRecord<String, byte[]> record : records.records(Topic.ANSWER_KEYS.topicName())) {
                if (present.isOf(record)) {
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
        return record;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {}

    @Override
    public void configure(Map<String, ?> configuration) {}

    @Override
    public void close() {}
}
