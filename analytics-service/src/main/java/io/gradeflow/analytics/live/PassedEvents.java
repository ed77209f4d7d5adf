package io.gradeflow.analytics.live;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradeflow.platform.tracing.Trace;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads again what the tables have applied between two looks at them, by a consumer of its own in no group, to learn whose figures
 * may have changed. What can't be read in a moment counts as anything. For one thread.
 */
@ApplicationScoped
class PassedEvents {

    private static final Logger LOG = Logger.getLogger(PassedEvents.class);

    /** Of more events than this it costs less to read all figures that somebody watches than to look whose they are. */
    private static final long MOST = 2_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Object> kafka;
    private @Nullable Consumer<String, byte[]> consumer;

    PassedEvents(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    Passed between(Stand before, Stand now) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        long events = 0;
        for (Map.Entry<TopicPartition, Long> next : now.next().entrySet()) {
            long passed = next.getValue() - before.next().getOrDefault(next.getKey(), 0L);
            if (passed != 0) {
                ends.put(next.getKey(), next.getValue());
            }
            events += passed < 0 ? MOST + 1 : passed;
        }
        if (before.appliedLater() != now.appliedLater() || events > MOST) {
            return Passed.anything();
        }
        if (ends.isEmpty()) {
            return new Passed();
        }
        try {
            return read(before.next(), ends);
        } catch (KafkaException e) {
            LOG.warnf("all figures that are watched are read anew, as the log can't be: %s", e.getMessage());
            close();
            return Passed.anything();
        }
    }

    /** After the last look. */
    void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }

    private Passed read(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        Consumer<String, byte[]> log = open();
        log.assign(ends.keySet());
        ends.keySet().forEach(partition -> log.seek(partition, starts.getOrDefault(partition, 0L)));
        Passed passed = new Passed();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> log.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > giveUp) {
                throw new TimeoutException("not all records of " + log.assignment() + " came in time");
            }
            for (ConsumerRecord<String, byte[]> record : log.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    add(passed, record);
                }
            }
        }
        return passed;
    }

    /** What can't be read has changed nothing: it was set aside. */
    private static void add(Passed passed, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            JsonNode event = MAPPER.readTree(record.value());
            String bank = event.path("bankId").textValue();
            if (bank != null) {
                UUID bankId = UUID.fromString(bank);
                String learner = event.path("learnerId").textValue();
                passed.add(bankId, learner);
                String place = Trace.of(record.headers());
                if (place != null) {
                    passed.trace(bankId, learner, place);
                }
            }
        } catch (JacksonException | IllegalArgumentException e) {
            LOG.debugf(
                    "no event at offset %d of %s-%d: %s",
                    record.offset(), record.topic(), record.partition(), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Consumer<String, byte[]> open() {
        if (consumer == null) {
            Map<String, Object> configuration = new HashMap<>(kafka);
            configuration.put(ConsumerConfig.CLIENT_ID_CONFIG, "passed-events");
            configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
            consumer = new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }
}
