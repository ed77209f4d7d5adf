package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.OneInstance;
import io.gradeflow.attempt.catalog.KeysChanged;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.messaging.Courtesy;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Sends again, in the slow lane, what is behind: answers sent under a key that a newer one has replaced, at once; answers
 * whose grade is {@link Overdue}, after some minutes. Only the newest version of an answer matters here. The set of what is behind
 * is found in the tables, so that a crash loses no progress, and this also heals a grader outage longer than the topics'
 * retention and a restored database.
 */
@ApplicationScoped
class BehindSweep {

    /** Small, so that a rest soon follows. */
    private static final int PORTION_BEHIND = 1000;

    private static final int PORTION_LOST = 2000;

    private static final String BEHIND_BY_KEY = "SELECT " + StoredAnswer.COLUMNS + """
            FROM answer_key JOIN answer USING (question_id, revision) JOIN attempt USING (attempt_id)
            WHERE swept_version < key_version AND sent_key_version < key_version AND NOT superseded AND NOT erased
                AND coalesce(graded_key_version, 0) < key_version
            LIMIT :portion
            """;

    private static final String OVERDUE = "SELECT " + StoredAnswer.COLUMNS + """
            FROM answer JOIN attempt USING (attempt_id)
            WHERE awaiting AND NOT superseded AND sent_at < :overdue
            ORDER BY sent_at LIMIT :portion
            """;

    /**
     * Waits for keys that are being changed and for answers that are being sent; the look at what is behind, in a statement of
     * its own, sees what was waited for.
     */
    private static final String HOLD_UNSWEPT = """
            SELECT FROM answer_key WHERE swept_version < key_version ORDER BY question_id, revision FOR UPDATE
            """;

    private static final String MARK_SWEPT = """
            UPDATE answer_key SET swept_version = key_version
            WHERE swept_version < key_version AND NOT EXISTS (
                SELECT FROM answer
                WHERE answer.question_id = answer_key.question_id AND answer.revision = answer_key.revision
                    AND sent_key_version < key_version AND NOT superseded AND NOT erased
                    AND coalesce(graded_key_version, 0) < key_version)
            """;

    private final Jdbi jdbi;
    private final AnswerSender sender;
    private final Overdue overdue;
    private final Courtesy courtesy;
    private final Duration every;
    private @Nullable Relay relay;

    BehindSweep(
            Jdbi jdbi,
            AnswerSender sender,
            Overdue overdue,
            Courtesy courtesy,
            @ConfigProperty(name = "gradeflow.answers.sweep-every", defaultValue = "15S") Duration every) {
        this.jdbi = jdbi;
        this.sender = sender;
        this.overdue = overdue;
        this.courtesy = courtesy;
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
        boolean more = send();
        courtesy.rest(begun);
        return more;
    }

    /** One instance at a time, so that they don't all send the same. */
    private boolean send() {
        if (jdbi.inTransaction(handle -> OneInstance.SENDING_AGAIN.tryToBe(handle) && sendBehind(handle))) {
            return true;
        }
        jdbi.useTransaction(BehindSweep::markSwept);
        Optional<Instant> lost = overdue.sentBefore();
        return lost.isPresent()
                && jdbi.inTransaction(
                        handle -> OneInstance.SENDING_AGAIN.tryToBe(handle) && sendOverdue(handle, lost.get()));
    }

    private boolean sendBehind(Handle handle) {
        List<StoredAnswer> behind = found(handle.createQuery(BEHIND_BY_KEY), PORTION_BEHIND);
        if (!behind.isEmpty()) {
            // With a lost mark they are found again.
            Transactions.leaveCommit(handle);
            sender.send(handle, Topic.ANSWERS_RESUBMITTED, behind);
        }
        return !behind.isEmpty();
    }

    private boolean sendOverdue(Handle handle, Instant sentBefore) {
        List<StoredAnswer> lost =
                found(handle.createQuery(OVERDUE).bind("overdue", Timestamp.from(sentBefore)), PORTION_LOST);
        if (!lost.isEmpty()) {
            sender.send(handle, Topic.ANSWERS_RESUBMITTED, lost);
        }
        return lost.size() == PORTION_LOST;
    }

    private static void markSwept(Handle handle) {
        handle.execute(HOLD_UNSWEPT);
        handle.execute(MARK_SWEPT);
    }

    private static List<StoredAnswer> found(Query query, int portion) {
        return query.bind("portion", portion)
                .map((row, context) -> StoredAnswer.of(row))
                .list();
    }
}
