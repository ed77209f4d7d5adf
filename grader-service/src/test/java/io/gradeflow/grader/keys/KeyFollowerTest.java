package io.gradeflow.grader.keys;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.EventJson;
import io.gradeflow.grading.ChoiceKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Follows topics of Kafka's own stand-in for a consumer, one for each time that the topic is opened. */
class KeyFollowerTest {

    private static final TopicPartition PARTITION = new TopicPartition(KeyFollower.TOPIC, 0);

    private final BlockingQueue<MockConsumer<String, byte[]>> consumers = new LinkedBlockingQueue<>();
    private final KeyTable table = new KeyTable();
    private final KeyFollower follower = new KeyFollower(this::next, table);
    private final UUID question = UUID.randomUUID();

    @AfterEach
    void stop() throws InterruptedException {
        follower.stop();
    }

    @Test
    void shouldWaitForATopicThatIsNotThereYet() {
        consumers.add(consumer(false, ignored -> {}));
        consumers.add(consumer(false, ignored -> {}));
        follower.start();
        await().until(consumers::isEmpty);
        assertThat(follower.loaded()).isFalse();
        assertThat(follower.dead()).isFalse();

        consumers.add(consumer(true, this::addKey));

        await().until(follower::loaded);
        assertThat(table.find(question, 1, 1)).isPresent();
    }

    @Test
    void shouldOpenTheTopicAgainWhateverGoesWrong() {
        consumers.add(consumer(true, failing(new IllegalStateException("something else than Kafka's"))));
        consumers.add(consumer(true, this::addKey));

        follower.start();

        await().until(follower::loaded);
        assertThat(table.find(question, 1, 1)).isPresent();
        assertThat(follower.dead()).isFalse();
    }

    @Test
    void shouldSayThatItIsDeadWhenItCannotGoOn() throws InterruptedException {
        consumers.add(consumer(true, failing(new NoClassDefFoundError("a class that isn't there"))));
        assertThat(follower.dead()).isFalse();

        follower.start();

        // The thread's end is what is tested.
        await().dontCatchUncaughtExceptions().until(follower::dead);
        follower.stop();
        assertThat(follower.dead()).isFalse();
    }

    /** Blocks until a test gives one, as a consumer blocks that finds no broker. */
    private MockConsumer<String, byte[]> next() {
        try {
            return consumers.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MockConsumer<String, byte[]> consumer(
            boolean topic, Consumer<MockConsumer<String, byte[]>> firstPoll) {
        MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
        if (topic) {
            consumer.updatePartitions(
                    KeyFollower.TOPIC, List.of(new PartitionInfo(KeyFollower.TOPIC, 0, null, null, null)));
        }
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 1L));
        consumer.schedulePollTask(() -> firstPoll.accept(consumer));
        return consumer;
    }

    private void addKey(MockConsumer<String, byte[]> consumer) {
        AnswerKeyPublished key = new AnswerKeyPublished(
                question, 1, new UUID(0, 1), 1, ChoiceKey.allOrNothing(List.of("A")), null, null);
        consumer.addRecord(new ConsumerRecord<>(KeyFollower.TOPIC, 0, 0, key.recordKey(), EventJson.write(key)));
    }

    private static Consumer<MockConsumer<String, byte[]>> failing(Throwable failure) {
        return consumer -> {
            switch (failure) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalArgumentException(failure);
            }
        };
    }
}
