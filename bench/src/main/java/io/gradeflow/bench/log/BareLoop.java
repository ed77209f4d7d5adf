package io.gradeflow.bench.log;

import io.gradeflow.bench.BenchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a grader does that looks at nothing: polls, copies each value, sends it with key and headers, waits until all of the poll is
 * acknowledged, commits, and polls again. Acknowledgements, compression and idempotence are the services'; how much a broker hands over at once
 * is Kafka's own default, of which services ask for less; there are no transactions, as there are none in a grader. For one thread.
 */
public final class BareLoop implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Producer<String, byte[]> producer;
    private final String to;
    private final int longer;
    private long handled;

    /**
     * @param group under whose name it commits
     * @param from where it begins to read
     * @param pollRecords how many a poll gives at most
     * @param longer by how many bytes a copy is longer than what was read
     */
    public BareLoop(
            String bootstrapServers,
            String group,
            Map<TopicPartition, Long> from,
            String to,
            int pollRecords,
            int longer) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        pollRecords),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        this.producer = producer(bootstrapServers);
        this.to = to;
        this.longer = longer;
    }

    /** One as services have it. */
    static Producer<String, byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Once around; does nothing where nothing comes for a tenth of a second. */
    public void turn() {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            acknowledgements.add(producer.send(
                    new ProducerRecord<>(to, null, record.key(), copy(record.value(), longer), record.headers())));
        }
        acknowledgements.forEach(BareLoop::acknowledged);
        consumer.commitSync();
        handled += records.count();
    }

    /** How many were sent on so far. */
    public long handled() {
        return handled;
    }

    /** Longer by a part of itself, so that it is compressed as well as a real one. */
    static byte[] copy(byte[] value, int longer) {
        byte[] copy = new byte[value.length + longer];
        System.arraycopy(value, 0, copy, 0, value.length);
        for (int at = value.length; at < copy.length; at++) {
            copy[at] = value[(at - value.length) % value.length];
        }
        return copy;
    }

    /** Waits for it. */
    public static RecordMetadata acknowledged(Future<RecordMetadata> acknowledgement) {
        try {
            return acknowledgement.get();
        } catch (ExecutionException e) {
            throw new BenchException("A record was not acknowledged: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
