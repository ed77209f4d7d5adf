package io.gradeflow.attempt.restoring;

import io.gradeflow.events.AnswerSubmitted;
import io.gradeflow.events.AttemptFinished;
import io.gradeflow.events.EventJson;
import io.gradeflow.events.Topic;
import io.gradeflow.events.UnreadableEventException;
import io.gradeflow.platform.messaging.CloudEventHeaders;
import io.gradeflow.platform.restoring.OwnLog;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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
            LOG.warnf("%d attempts were taken over from the log: the database was older than it", made);
        }
    }

    private void takeOver(Handle handle, Topic topic, List<ConsumerRecord<String, byte[]>> records) {
        if (topic == Topic.ATTEMPTS_FINISHED) {
            RestoredEndings.takeOver(handle, read(records, AttemptFinished.class));
        } else {
            List<RestoredAnswers.Sent> sent = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : records) {
                AnswerSubmitted answer = read(record, AnswerSubmitted.class);
                if (answer != null) {
                    sent.add(new RestoredAnswers.Sent(answer, CloudEventHeaders.timeOf(record)));
                }
            }
            int lacking = RestoredAnswers.takeOver(handle, sent);
            if (lacking > 0) {
                LOG.warnf("%d versions of answers were taken over from %s", lacking, topic.topicName());
            }
        }
    }

    private static <T> List<T> read(List<ConsumerRecord<String, byte[]>> records, Class<T> type) {
        List<T> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            T event = read(record, type);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    /** What can't be read was never sent from here. */
    private static <T> @Nullable T read(ConsumerRecord<String, byte[]> record, Class<T> type) {
        if (record.value() == null) {
            return null;
        }
        try {
            return EventJson.read(record.value(), type);
        } catch (UnreadableEventException e) {
            LOG.warnf(
                    "passed over topic=%s partition=%d offset=%d", record.topic(), record.partition(), record.offset());
            return null;
        }
    }
}
