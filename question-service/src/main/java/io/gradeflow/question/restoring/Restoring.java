package io.gradeflow.question.restoring;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.restoring.OwnLog;
import io.gradeflow.platform.restoring.OwnRecords;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Before anything else, takes over what was published and the database lacks, with the versions that it had: so no revision of a
 * bank, a question or a key is ever given out twice. Banks whose revision here is as high as the published one lack nothing.
 *
 * @see <a href="../../../../../../../../docs/restore.md">how a restore goes</a>
 */
@ApplicationScoped
class Restoring {

    private static final Logger LOG = Logger.getLogger(Restoring.class);

    /** After the topics are there, before anybody publishes or serves. */
    private static final int BEFORE_PUBLISHERS = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private static final List<Topic> TOPICS = List.of(Topic.BANKS, Topic.QUESTIONS, Topic.ANSWER_KEYS);

    private final OwnLog log;
    private final InstantSource clock;

    Restoring(OwnLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void start(@Observes @Priority(BEFORE_PUBLISHERS) StartupEvent event) {
        takeOver();
        log.watch(TOPICS);
    }

    void takeOver() {
        log.atOnce(TOPICS, "bank", this::takeOver);
    }

    private void takeOver(Handle handle, Map<Topic, List<ConsumerRecord<String, byte[]>>> records) {
        List<QuestionPublished> questions =
                OwnRecords.read(records.getOrDefault(Topic.QUESTIONS, List.of()), QuestionPublished.class);
        List<AnswerKeyPublished> keys =
                OwnRecords.read(records.getOrDefault(Topic.ANSWER_KEYS, List.of()), AnswerKeyPublished.class);
        List<StaleBank> stale = StaleBank.of(
                handle, OwnRecords.read(records.getOrDefault(Topic.BANKS, List.of()), BankPublished.class), questions);
        RestoredBanks.takeOver(handle, stale, clock.instant());
        int taken = RestoredQuestions.takeOver(handle, stale, questions, keys, clock.instant());
        int corrected = RestoredKeys.takeOver(handle, stale, keys);
        if (!stale.isEmpty() || corrected > 0) {
            log.countTakenOver(stale.size() + taken + corrected);
            LOG.warnf(
                    "%d banks, %d revisions of questions and %d keys were taken over from the log: the database was older than it",
                    stale.size(), taken, corrected);
        }
    }
}
