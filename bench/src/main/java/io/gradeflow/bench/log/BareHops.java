package io.gradeflow.bench.log;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.load.Arrivals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Records that go through three topics one after the other, with a {@link BareLoop} between each two and a reader at the end: what
 * the log alone takes for the way of an answer. They are sent at times that are laid down beforehand, and their time counts from
 * these.
 */
public final class BareHops {

    private static final List<String> TOPICS = List.of("bench-hop-1", "bench-hop-2", "bench-hop-3");
    private static final int POLL_RECORDS = 2_000;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final byte[] FILLING =
            "a response of some length, with its learner, bank, question and times; ".getBytes(StandardCharsets.UTF_8);

    private final Broker broker;

    /** @param like a topic that has as many partitions */
    public BareHops(Broker broker, String like) {
        this.broker = broker;
        TOPICS.forEach(topic -> broker.createLike(topic, like));
    }

    /**
     * @param bytes how long each value is
     * @return microseconds from the moment that a record was due to that at which it was read from the last topic
     */
    public Histogram send(Arrivals arrivals, int bytes) {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Histogram> times = new CompletableFuture<>();
        CountDownLatch firstIsThrough = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(TOPICS.size() + 1)) {
            try {
                for (int hop = 0; hop + 1 < TOPICS.size(); hop++) {
                    String from = TOPICS.get(hop);
                    String to = TOPICS.get(hop + 1);
                    Map<TopicPartition, Long> ends = broker.ends(from);
                    orFail(threads, times, () -> carry(from, ends, to, over));
                }
                Map<TopicPartition, Long> ends = broker.ends(TOPICS.getLast());
                int count = arrivals.offsets().length;
                orFail(threads, times, () -> times.complete(read(ends, count, firstIsThrough, over)));
                orFail(threads, times, () -> produce(arrivals, bytes, firstIsThrough, over));
                return times.get(arrivals.window().plus(PATIENCE).toSeconds(), TimeUnit.SECONDS);
            } finally {
                // Not interrupted, or they would leave their connections open.
                over.set(true);
                firstIsThrough.countDown();
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchException("Bare records did not come through: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    /** What fails in one of them ends the wait for all. */
    private static void orFail(ExecutorService threads, CompletableFuture<Histogram> times, Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                times.completeExceptionally(e);
            }
        });
    }

    private void carry(String from, Map<TopicPartition, Long> begin, String to, AtomicBoolean over) {
        try (BareLoop loop = new BareLoop(broker.bootstrapServers(), from, begin, to, POLL_RECORDS, 0)) {
            while (!over.get()) {
                loop.turn();
            }
        }
    }

    /** The first eight bytes of a value say when it was due. One goes before all: what all need to begin is no part of it. */
    private void produce(Arrivals arrivals, int bytes, CountDownLatch firstIsThrough, AtomicBoolean over) {
        try (Producer<String, byte[]> producer = BareLoop.producer(broker.bootstrapServers())) {
            BareLoop.acknowledged(
                    producer.send(new ProducerRecord<>(TOPICS.getFirst(), "first", value(System.nanoTime(), bytes))));
            firstIsThrough.await();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            long begin = System.nanoTime();
            for (int number = 0; number < arrivals.offsets().length && !over.get(); number++) {
                long due = begin + arrivals.offsets()[number];
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(Math.min(1_000_000, due - System.nanoTime()));
                }
                sent.add(producer.send(
                        new ProducerRecord<>(TOPICS.getFirst(), Integer.toString(number), value(due, bytes))));
            }
            sent.forEach(BareLoop::acknowledged);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    static byte[] value(long due, int bytes) {
        ByteBuffer value = ByteBuffer.allocate(Math.max(Long.BYTES, bytes)).putLong(due);
        while (value.hasRemaining()) {
            value.put(FILLING, 0, Math.min(FILLING.length, value.remaining()));
        }
        return value.array();
    }

    private Histogram read(
            Map<TopicPartition, Long> begin, int count, CountDownLatch firstIsThrough, AtomicBoolean over) {
        Histogram times = new Histogram(3);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        POLL_RECORDS),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            while (times.getTotalCount() < count && !over.get()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (firstIsThrough.getCount() > 0) {
                        firstIsThrough.countDown();
                        continue;
                    }
                    long due = ByteBuffer.wrap(record.value()).getLong();
                    times.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
                }
            }
        }
        return times;
    }
}
