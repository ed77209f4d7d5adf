package io.gradeflow.grader.keys;

import io.gradeflow.platform.messaging.EndOffsets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows {@code answer-keys}, all partitions of it in every grader, from the beginning. Nothing is graded before the
 * topic was once read to its end.
 */
@ApplicationScoped
public class Keys {

    private static final List<String> TOPIC = List.of(KeyFollower.TOPIC);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final EndOffsets endOffsets;
    private final KeyTable table = new KeyTable();
    private final KeyFollower follower;

    Keys(@Identifier("default-kafka-broker") Map<String, Object> kafka, EndOffsets endOffsets) {
        this.endOffsets = endOffsets;
        this.follower = new KeyFollower(() -> consumer(kafka), table);
    }

    void start(@Observes StartupEvent event) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        follower.stop();
    }

    /** Whether the topic was once read to its end. */
    public boolean loaded() {
        return follower.loaded();
    }

    /** Whether the topic can be read no more by this process. */
    boolean dead() {
        return follower.dead();
    }

    public int size() {
        return table.size();
    }

    /** The key, if it was read in that version or a newer one. */
    public Optional<VersionedKey> find(UUID questionId, int revision, int atLeastVersion) {
        return table.find(questionId, revision, atLeastVersion);
    }

    /** Returns when everything is read that stood in the topic when this was called; waits while the broker is away. */
    public void readToEnd() throws InterruptedException {
        Optional<Map<TopicPartition, Long>> ends = endOffsets.now(TOPIC);
        while (ends.isEmpty()) {
            Thread.sleep(PAUSE);
            ends = endOffsets.now(TOPIC);
        }
        follower.await(ends.get());
    }

    private static Consumer<String, byte[]> consumer(Map<String, Object> kafka) {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put(ConsumerConfig.CLIENT_ID_CONFIG, "answer-keys");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        return new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
