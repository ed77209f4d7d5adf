package io.gradeflow.platform.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
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
 * Sends lists of events, each as a whole: one request to a broker, whatever partitions its events are for, where {@link EventPublisher} sends
 * the first of a few before the last is there. So those who read them get them together, and have one transaction of them. While another
 * list is on its way, the first of a list go before the last is there.
 *
 * <p>Whoever closes what was {@link Sent} waits for all lists that are on their way.
 *
 * <p>Made together with whoever uses it, not at the first list, which may come when no broker is to be had.
 */
@Singleton
public class ListPublisher {

    /** Never waited for: a list is sent when it is there. */
    private static final int LINGER_MILLIS = 1_000;

    private final Producer<String, byte[]> producer;
    private final String source;

    ListPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        Map<String, Object> configuration = EventPublisher.configuration(kafka, application + "-lists");
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        this.producer = new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer());
        this.source = "/gradeflow/" + application;
    }

    /** Events on their way. Whoever holds what keeps others from sending the same closes this before letting go of it. */
    public static final class Sent implements AutoCloseable {

        private final Acknowledgements acknowledgements;
        private final Thread flush;

        private Sent(Acknowledgements acknowledgements, Thread flush) {
            this.acknowledgements = acknowledgements;
            this.flush = flush;
        }

        /**
         * Blocks until all events are acknowledged by all in-sync replicas.
         *
         * @throws BrokerUnavailableException if one of them isn't after some seconds; then all should be sent again
         */
        public void await() {
            acknowledgements.await();
        }

        /**
         * Returns when nothing is on its way from here any more, whatever came of it. A broker that was given up may still add what it got.
         */
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
     * @throws BrokerUnavailableException if they can't be sent; nothing is on its way then
     */
    public Sent send(List<OutgoingEvent> events) {
        List<ProducerRecord<String, byte[]>> records =
                events.stream().map(event -> event.toRecord(source)).toList();
        Acknowledgements acknowledgements = new Acknowledgements();
        try {
            acknowledgements.send(producer, records);
        } catch (RuntimeException e) {
            new Sent(acknowledgements, flush()).close();
            throw e;
        }
        return new Sent(acknowledgements, flush());
    }

    /**
     * Blocks until these are acknowledged by all in-sync replicas, and for none of others: the thread that hands them on ends by itself.
     *
     * @throws BrokerUnavailableException if one of them isn't after some seconds; then all should be sent again
     */
    void publish(List<ProducerRecord<String, byte[]>> records) {
        Acknowledgements acknowledgements = new Acknowledgements();
        try {
            acknowledgements.send(producer, records);
        } finally {
            flush();
        }
        acknowledgements.await();
    }

    /** On a thread that the operating system shares by time: virtual ones may all be reading files. */
    private Thread flush() {
        return Thread.ofPlatform().daemon().name("flush").start(producer::flush);
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
