package io.gradeflow.attempt.restoring;

import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.CloudEventHeaders;
import io.gradeflow.platform.restoring.OwnLog;
import io.gradeflow.platform.restoring.OwnRecords;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Before anything else, takes over what the topics have and the database lacks: the ends of attempts with their papers, then versions
 * of answers. An attempt that began after the backup and hadn't ended comes back as ended, with what was answered.
 *
 * @see <a href="../../../../../../../../docs/restore.md">how a restore goes</a>
 */
@ApplicationScoped
class Restoring {

    private static final Logger LOG = Logger.getLogger(Restoring.class);

    /** After the topics are there, before anybody reads or serves. */
    private static final int BEFORE_READERS = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private static final List<Topic> TOPICS =
            List.of(Topic.ATTEMPTS_FINISHED, Topic.ANSWERS_SUBMITTED, Topic.ANSWERS_RESUBMITTED);

    private final OwnLog log;
    private final InstantSource clock;

    Restoring(OwnLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void start(@Observes @Priority(BEFORE_READERS) StartupEvent event) {
        takeOver();
        log.watch(TOPICS);
    }

    void takeOver() {
        log.inPortions(TOPICS, "attempt", this::takeOver, this::complete);
    }

    private void complete(Handle handle) {
        int made = RestoredPapers.complete(handle, clock.instant());
        if (made > 0) {
            log.countTakenOver(made);
            LOG.warnf("%d attempts were taken over from the log: the database was older than it", made);
        }
    }

    private void takeOver(Handle handle, Topic topic, List<ConsumerRecord<String, byte[]>> records) {
        if (topic == Topic.ATTEMPTS_FINISHED) {
            RestoredEndings.takeOver(handle, OwnRecords.read(records, AttemptFinished.class));
        } else {
            List<RestoredAnswers.Sent> sent = records.stream()
                    .flatMap(record -> OwnRecords.read(record, AnswerSubmitted.class)
                            .map(answer -> new RestoredAnswers.Sent(answer, CloudEventHeaders.timeOf(record)))
                            .stream())
                    .toList();
            int lacking = RestoredAnswers.takeOver(handle, sent);
            if (lacking > 0) {
                log.countTakenOver(lacking);
                LOG.warnf("%d versions of answers were taken over from %s", lacking, topic.topicName());
            }
        }
    }
}
