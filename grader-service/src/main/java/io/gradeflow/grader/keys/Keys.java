package io.gradeflow.grader.keys;

import io.gradeflow.events.Topic;
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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code answer-keys}, all partitions of it in every grader, from the beginning. Nothing is graded before the
 * topic was once read to its end.
 */
@ApplicationScoped
public class Keys {

    private static final Logger LOG = Logger.getLogger(Keys.class);
    private static final List<String> TOPIC = List.of(Topic.ANSWER_KEYS.topicName());
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Map<String, Object> kafka;
    private final EndOffsets endOffsets;
    private final KeyTable table = new KeyTable();
    /** How far each partition is read; guarded by itself, which is notified when it grows. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Only the follower sets it. */
    private volatile boolean loaded;

    private volatile boolean stopping;
    private volatile @Nullable Consumer<String, byte[]> reading;
    private @Nullable Thread follower;

    Keys(@Identifier("default-kafka-broker") Map<String, Object> kafka, EndOffsets endOffsets) {
        this.kafka = kafka;
        this.endOffsets = endOffsets;
    }

    void start(@Observes StartupEvent event) {
        follower = Thread.ofPlatform().name("answer-keys").start(this::follow);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        Consumer<String, byte[]> open = reading;
        if (open != null) {
            open.wakeup();
        }
        if (follower != null) {
            follower.join(Duration.ofSeconds(5));
        }
    }

    /** Whether the topic was once read to its end. */
    public boolean loaded() {
        return loaded;
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
        synchronized (positions) {
            while (!reached(ends.get())) {
                positions.wait();
            }
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private void follow() {
        while (!stopping) {
            try (Consumer<String, byte[]> consumer = consumer()) {
                List<TopicPartition> partitions = consumer.partitionsFor(TOPIC.getFirst()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                reading = consumer;
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                follow(consumer, partitions, consumer.endOffsets(partitions));
            } catch (KafkaException e) {
                if (!stopping) {
                    LOG.warnf("answer-keys can't be read and is opened again: %s", e.toString());
                    pause();
                }
            } finally {
                reading = null;
            }
        }
    }

    private void follow(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        while (!stopping) {
            consumer.poll(POLL).forEach(table::apply);
            synchronized (positions) {
                for (TopicPartition partition : partitions) {
                    positions.put(partition, consumer.position(partition));
                }
                loaded |= reached(ends);
                positions.notifyAll();
            }
        }
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put(ConsumerConfig.CLIENT_ID_CONFIG, "answer-keys");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        return new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
