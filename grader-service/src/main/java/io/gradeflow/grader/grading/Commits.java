package io.gradeflow.grader.grading;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Commits a batch's offsets, and returns when that is done. Others read from these offsets how many answers still wait to be
 * graded, so they may lag behind no longer than the batch takes.
 */
@ApplicationScoped
class Commits {

    private static final Logger LOG = Logger.getLogger(Commits.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final KafkaClientService clients;

    Commits(KafkaClientService clients) {
        this.clients = clients;
    }

    void commit(String channel, ConsumerRecords<String, byte[]> records) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            next.put(
                    partition,
                    new OffsetAndMetadata(records.records(partition).getLast().offset() + 1));
        }
        KafkaConsumer<String, byte[]> consumer = clients.getConsumer(channel);
        while (!tryCommit(consumer, next)) {
            Thread.sleep(PAUSE);
        }
    }

    private static boolean tryCommit(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> next) {
        try {
            consumer.runOnPollingThread(polling -> {
                        // What a rebalance took away is another grader's to commit; set back here, it would look
                        // ungraded for ever.
                        next.keySet().retainAll(polling.assignment());
                        if (!next.isEmpty()) {
                            polling.commitSync(next);
                        }
                    })
                    .await()
                    .indefinitely();
            return true;
        } catch (RetriableException | RebalanceInProgressException e) {
            LOG.debugf("commit is tried again: %s", e.toString());
            return false;
        } catch (CommitFailedException e) {
            // Another grader has the partitions by now and grades these answers again, which changes nothing.
            LOG.infof("offsets are no longer this grader's to commit: %s", next.keySet());
            return true;
        }
    }
}
