package io.gradeflow.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends lists of events, each as a whole: one request to a broker, whatever partitions its events are for, where {@link EventPublisher} would
 * send the first before the last is there. So those who read them get them together, and have one transaction of them.
 *
 * <p>For lists of which one goes after the other; of several at once, each would wait for all.
 */
@ApplicationScoped
public class ListPublisher {

    /** Never waited for: a list is sent when it is there. */
    private static final int LINGER_MILLIS = 1_000;

    private final Producer<String, byte[]> producer;
    private final String source;

    ListPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        Map<String, Object> configuration = EventPublisher.configuration(kafka, application);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        this.producer = new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
        this.source = "/gradeflow/" + application;
    }

    /** Events on their way. Whoever holds what keeps others from sending the same closes this before letting go of it. */
    public static final class Sent implements AutoCloseable {

        private final List<Future<RecordMetadata>> acknowledgements;
        private final Thread flush;

        private Sent(List<Future<RecordMetadata>> acknowledgements, Thread flush) {
            this.acknowledgements = acknowledgements;
            this.flush = flush;
        }

        /**
         * Blocks until all events are acknowledged by all in-sync replicas.
         *
         * @throws BrokerUnavailableException if one of them isn't after some seconds; then all should be sent again
         */
        public void await() {
            try {
                for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                    acknowledgement.get();
                }
            } catch (ExecutionException | KafkaException e) {
                throw new BrokerUnavailableException(acknowledgements.size() + " records were not all acknowledged", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokerUnavailableException("interrupted while waiting for acknowledgements", e);
            }
        }

        /** Returns when nothing is on its way any more, whatever came of it. */
        @Override
        public void close() {
            boolean interrupted = false;
            while (flush.isAlive()) {
                try {
                    flush.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Sends events and doesn't wait, so that something else can be done meanwhile.
     *
     * @throws BrokerUnavailableException if no broker is to be had; nothing is on its way then
     */
    public Sent send(List<OutgoingEvent> events) {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(events.size());
        try {
            for (OutgoingEvent event : events) {
                acknowledgements.add(producer.send(event.toRecord(source)));
            }
        } catch (KafkaException e) {
            producer.flush();
            throw new BrokerUnavailableException(events.size() + " records could not be sent", e);
        }
        return new Sent(acknowledgements, Thread.ofVirtual().name("flush").start(producer::flush));
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
