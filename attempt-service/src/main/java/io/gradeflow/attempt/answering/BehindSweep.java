package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.catalog.KeysChanged;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Courtesy;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Sends again, in the slow lane, what is behind: answers sent under a key that a newer one has replaced, at once; answers
 * whose grade is overdue, after some minutes. Only the newest version of an answer matters here. The set of what is behind
 * is found in the tables, so that a crash loses no progress, and this also heals a grader outage longer than the topics'
 * retention and a restored database.
 */
@ApplicationScoped
class BehindSweep {

    private static final int PORTION = 2000;

    private static final String BEHIND_BY_KEY = "SELECT " + StoredAnswer.COLUMNS + """
            FROM answer_key JOIN answer USING (question_id, revision) JOIN attempt USING (attempt_id)
            WHERE swept_version < key_version AND sent_key_version < key_version AND NOT superseded
                AND coalesce(graded_key_version, 0) < key_version
            LIMIT :portion
            """;

    private static final String OVERDUE = "SELECT " + StoredAnswer.COLUMNS + """
            FROM answer JOIN attempt USING (attempt_id)
            WHERE awaiting AND NOT superseded AND sent_at < :overdue
            ORDER BY sent_at LIMIT :portion
            """;

    private static final String MARK_SWEPT = """
            UPDATE answer_key SET swept_version = key_version
            WHERE swept_version < key_version AND NOT EXISTS (
                SELECT FROM answer
                WHERE answer.question_id = answer_key.question_id AND answer.revision = answer_key.revision
                    AND sent_key_version < key_version AND NOT superseded
                    AND coalesce(graded_key_version, 0) < key_version)
            """;

    private final Jdbi jdbi;
    private final AnswerSender sender;
    private final Courtesy courtesy;
    private final InstantSource clock;
    private final Duration overdueAfter;
    private final Duration every;
    private @Nullable Relay relay;

    BehindSweep(
            Jdbi jdbi,
            AnswerSender sender,
            Courtesy courtesy,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.answers.overdue-after", defaultValue = "5M") Duration overdueAfter,
            @ConfigProperty(name = "gradeflow.answers.sweep-every", defaultValue = "15S") Duration every) {
        this.jdbi = jdbi;
        this.sender = sender;
        this.courtesy = courtesy;
        this.clock = clock;
        this.overdueAfter = overdueAfter;
        this.every = every;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("behind-sweep", every, this::sweep);
    }

    void keysChanged(@Observes KeysChanged event) {
        if (relay != null) {
            relay.signal();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    private boolean sweep() {
        long begun = System.nanoTime();
        List<StoredAnswer> behind = jdbi.withHandle(
                handle -> found(handle.createQuery(BEHIND_BY_KEY).bind("portion", PORTION)));
        sender.send(Topic.ANSWERS_RESUBMITTED, behind);
        if (behind.isEmpty()) {
            jdbi.useHandle(handle -> handle.execute(MARK_SWEPT));
        }
        Timestamp overdueSince = Timestamp.from(clock.instant().minus(overdueAfter));
        List<StoredAnswer> overdue = jdbi.withHandle(handle ->
                found(handle.createQuery(OVERDUE).bind("portion", PORTION).bind("overdue", overdueSince)));
        sender.send(Topic.ANSWERS_RESUBMITTED, overdue);
        courtesy.rest(begun);
        return !behind.isEmpty() || overdue.size() == PORTION;
    }

    private static List<StoredAnswer> found(Query query) {
        return query.map((row, context) -> StoredAnswer.of(row)).list();
    }
}
