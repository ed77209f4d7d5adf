package io.gradeflow.grader.keys;

import io.gradeflow.events.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code answer-keys} into a table, all partitions of it, from the beginning and on, in a thread of its own. Whatever
 * goes wrong is told and tried again from the beginning; of what the table holds already nothing is lost.
 */
final class KeyFollower {

    static final String TOPIC = Topic.ANSWER_KEYS.topicName();

    private static final Logger LOG = Logger.getLogger(KeyFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final KeyTable table;
    /** How far each partition is read; guarded by itself, which is notified when it grows. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Only the follower's thread sets it. */
    private volatile boolean loaded;

    private volatile boolean stopping;
    private volatile @Nullable Consumer<String, byte[]> reading;
    private volatile @Nullable Thread thread;

    KeyFollower(Supplier<Consumer<String, byte[]>> consumers, KeyTable table) {
        this.consumers = consumers;
        this.table = table;
    }

    void start() {
        thread = Thread.ofPlatform().name("answer-keys").start(this::follow);
    }

    void stop() throws InterruptedException {
        stopping = true;
        Consumer<String, byte[]> open = reading;
        if (open != null) {
            open.wakeup();
        }
        Thread follower = thread;
        if (follower != null) {
            follower.join(Duration.ofSeconds(5));
        }
    }

    /** Whether the topic was once read to its end. */
    boolean loaded() {
        return loaded;
    }

    /** Whether it can't go on though nobody has stopped it; only another process helps. */
    boolean dead() {
        Thread follower = thread;
        return follower != null && !follower.isAlive() && !stopping;
    }

    /** Returns when each partition is read up to its end. */
    void await(Map<TopicPartition, Long> ends) throws InterruptedException {
        synchronized (positions) {
            while (!reached(ends)) {
                positions.wait();
            }
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private void follow() {
        while (!stopping) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                reading = consumer;
                List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                if (partitions.isEmpty()) {
                    // The broker knows of no such topic yet; an empty one counts as read to its end, a missing one
                    // doesn't.
                    LOG.infof("waiting for the topic %s", TOPIC);
                    pause();
                } else {
                    consumer.assign(partitions);
                    consumer.seekToBeginning(partitions);
                    follow(consumer, partitions, consumer.endOffsets(partitions));
                }
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.warnf(e, "%s can't be read and is opened again", TOPIC);
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

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
