package io.gradeflow.platform.messaging;

import io.gradeflow.platform.tracing.Spans;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends events and returns when every one of them is acknowledged by all in-sync replicas. A list costs little more than one event;
 * callers send lists.
 */
@ApplicationScoped
public class EventPublisher {

    /**
     * So many are sent as a whole. A few are on their way sooner if none waits for the last; many would be dozens of small batches, for each
     * of which the broker does nearly as much as for a large one.
     */
    private static final int MANY = 100;

    private final Producer<String, byte[]> producer;
    private final ListPublisher lists;
    private final String source;

    EventPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ListPublisher lists,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.lists = lists;
        Map<String, Object> configuration = configuration(kafka, application + "-events");
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        this.producer = new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
        this.source = "/gradeflow/" + application;
    }

    /** What every producer of events is told, but for how long a batch waits for more. */
    static Map<String, Object> configuration(Map<String, Object> kafka, String client) {
        Map<String, Object> configuration = new HashMap<>(kafka);
        configuration.put(ProducerConfig.CLIENT_ID_CONFIG, client);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        configuration.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, ContractTopics.MAX_RECORD_BYTES);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        return configuration;
    }

    /**
     * Blocks until all events are acknowledged.
     *
     * @throws BrokerUnavailableException if one of them isn't after some seconds; then all should be sent again
     */
    public void publish(List<OutgoingEvent> events) {
        try (Spans spans = Spans.sending()) {
            try {
                send(events.stream().map(event -> record(event, spans)).toList());
            } catch (BrokerUnavailableException e) {
                spans.fail(e);
                throw e;
            }
        }
    }

    private ProducerRecord<String, byte[]> record(OutgoingEvent event, Spans spans) {
        ProducerRecord<String, byte[]> record = event.toRecord(source);
        if (event.trace() != null) {
            spans.send(record, event.trace());
        }
        return record;
    }

    /**
     * The same for records as they once came, whatever they hold.
     *
     * @throws BrokerUnavailableException as {@link #publish} does
     */
    public void publishAsTheyCame(List<RawRecord> records) {
        send(records.stream().map(RawRecord::toRecord).toList());
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        if (records.size() >= MANY) {
            lists.publish(records);
            return;
        }
        Acknowledgements acknowledgements = new Acknowledgements();
        acknowledgements.send(producer, records);
        acknowledgements.await();
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
