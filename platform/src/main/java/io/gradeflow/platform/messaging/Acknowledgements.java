package io.gradeflow.platform.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** What the brokers say of records that were handed to a producer. */
final class Acknowledgements {

    private final List<Future<RecordMetadata>> awaited = new ArrayList<>();

    /**
     * Hands records over, one after the other, and stops at the first that the producer doesn't take: while no broker is to be had, it waits
     * ten seconds for each before it says so.
     *
     * @throws BrokerUnavailableException if one of them isn't taken; those before it may be on their way
     */
    void send(Producer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> records) {
        try {
            for (ProducerRecord<String, byte[]> record : records) {
                Future<RecordMetadata> acknowledgement = producer.send(record);
                if (acknowledgement.state() == Future.State.FAILED) {
                    throw new BrokerUnavailableException(
                            "a record was not taken, of " + records.size(), acknowledgement.exceptionNow());
                }
                awaited.add(acknowledgement);
            }
        } catch (KafkaException e) {
            throw new BrokerUnavailableException(records.size() + " records could not be sent", e);
        }
    }

    /**
     * Blocks until all are acknowledged by all in-sync replicas.
     *
     * @throws BrokerUnavailableException if one of them isn't after some seconds; then all should be sent again
     */
    void await() {
        try {
            for (Future<RecordMetadata> acknowledgement : awaited) {
                acknowledgement.get();
            }
        } catch (ExecutionException | KafkaException e) {
            throw new BrokerUnavailableException(awaited.size() + " records were not all acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted while waiting for acknowledgements", e);
        }
    }
}
