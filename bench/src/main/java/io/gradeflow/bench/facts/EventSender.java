package io.gradeflow.bench.facts;

import io.gradeflow.bench.BenchException;
import io.gradeflow.events.Event;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.EventType;
import io.gradeflow.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Puts events onto their topics in the form in which services put them there. */
public final class EventSender implements AutoCloseable {

    private final Producer<String, byte[]> producer;

    public EventSender(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        256 * 1024,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends so many and returns when all are acknowledged.
     *
     * @throws BenchException if one of them is not
     */
    public void send(Topic topic, int count, IntFunction<? extends Event> events) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        for (int number = 0; number < count; number++) {
            producer.send(record(topic, events.apply(number)), (_, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new BenchException("Not all of " + count + " events reached " + topic.topicName() + ".", failed);
        }
    }

    private static ProducerRecord<String, byte[]> record(Topic topic, Event event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic.topicName(), event.recordKey(), EventJson.write(event));
        Headers headers = record.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.eventId());
        put(headers, "ce_type", EventType.of(event).cloudEventsType());
        put(headers, "ce_source", "/gradeflow/bench");
        put(headers, "ce_time", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        put(headers, "content-type", "application/json");
        return record;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
