package io.gradeflow.bench.faults;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.crowd.FaultySystem;
import io.gradeflow.bench.log.Broker;
import io.gradeflow.events.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Everything from which figures follow, told once more. */
public final class RepeatedEvents {

    private static final List<Topic> TOPICS =
            List.of(Topic.ANSWERS_GRADED, Topic.ANSWERS_REGRADED, Topic.ATTEMPTS_FINISHED);

    private RepeatedEvents() {}

    /**
     * Sends a duplicate of each grade and each ending that stands in the log, in an order that follows from the seed.
     *
     * @return how many these were
     */
    public static int sendAllInRandomOrder(FaultySystem system, long seed) {
        return sendInRandomOrder(system, newest(system, TOPICS, Integer.MAX_VALUE), seed);
    }

    /** The same of the newest so many, answers on their way to the graders among them. */
    static int sendNewestInRandomOrder(FaultySystem system, int most, long seed) {
        List<Topic> topics = new ArrayList<>(TOPICS);
        topics.add(Topic.ANSWERS_SUBMITTED);
        List<ConsumerRecord<String, byte[]>> records = newest(system, topics, most);
        records.sort(Comparator.<ConsumerRecord<String, byte[]>>comparingLong(ConsumerRecord::timestamp)
                .reversed());
        return sendInRandomOrder(system, new ArrayList<>(records.subList(0, Math.min(most, records.size()))), seed);
    }

    /** As many of each partition: whichever are the newest of all are among these. */
    private static List<ConsumerRecord<String, byte[]>> newest(FaultySystem system, List<Topic> topics, int most) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Broker broker = new Broker(system.bootstrapServers())) {
            for (Topic topic : topics) {
                broker.readNewest(topic.topicName(), most, records::add);
            }
        }
        return records;
    }

    private static int sendInRandomOrder(FaultySystem system, List<ConsumerRecord<String, byte[]>> records, long seed) {
        Collections.shuffle(records, new Random(seed));
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", system.bootstrapServers(), "acks", "all", "linger.ms", 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            records.forEach(record -> sent.add(producer.send(
                    new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()))));
        }
        sent.forEach(RepeatedEvents::requireAcknowledged);
        return records.size();
    }

    private static void requireAcknowledged(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new BenchException("An event could not be told again: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }
}
