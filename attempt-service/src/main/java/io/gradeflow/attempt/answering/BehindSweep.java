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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Sends again, in the slow lane, what is behind: answers sent under a key that a newer one has replaced, at once ({@link KeySweep});
 * answers whose grade is {@link Overdue}, after some minutes. Only the newest version of an answer matters here. The set of what is
 * behind is found in the tables, so that a crash loses no progress, and this also heals a grader outage longer than the topics'
 * retention and a restored database.
 */
@ApplicationScoped
class BehindSweep {

    /** Small, so that a rest soon follows. */
    private static final int PORTION_BEHIND = 1000;

    private static final int PORTION_LOST = 2000;

    private static final String OVERDUE = "SELECT " + StoredAnswer.COLUMNS + """
            FROM answer JOIN attempt USING (attempt_id)
            WHERE awaiting AND NOT superseded AND sent_at < :overdue
            ORDER BY sent_at LIMIT :portion
            """;

    private final Jdbi jdbi;
    private final AnswerSender sender;
    private final Overdue overdue;
    private final Courtesy courtesy;
    private final InstantSource clock;
    private final Duration every;
    private @Nullable Relay relay;

    BehindSweep(
            Jdbi jdbi,
            AnswerSender sender,
            Overdue overdue,
            Courtesy courtesy,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.answers.sweep-every", defaultValue = "15S") Duration every) {
        this.jdbi = jdbi;
        this.sender = sender;
        this.overdue = overdue;
        this.courtesy = courtesy;
        this.clock = clock;
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
        Optional<Instant> lost = overdue.sentBefore();
        return lost.isPresent()
                && jdbi.inTransaction(
                        handle -> OneInstance.SENDING_AGAIN.tryToBe(handle) && sendOverdue(handle, lost.get()));
    }

    /** @return whether a key was there to be swept */
    private boolean sendBehind(Handle handle) {
        // With a lost note they are sent again.
        Transactions.leaveCommit(handle);
        KeySweep.passWhereNothingIsBehind(handle);
        Optional<KeySweep.Unswept> next = KeySweep.next(handle);
        if (next.isEmpty()) {
            return false;
        }
        KeySweep.Unswept key = next.get();
        List<StoredAnswer> behind = KeySweep.portion(handle, key, PORTION_BEHIND);
        sender.publish(Topic.ANSWERS_RESUBMITTED, behind, any -> key.keyVersion());
        KeySweep.note(handle, key, behind, clock.instant());
        return true;
    }

    private boolean sendOverdue(Handle handle, Instant sentBefore) {
        List<StoredAnswer> lost = handle.createQuery(OVERDUE)
                .bind("overdue", Timestamp.from(sentBefore))
                .bind("portion", PORTION_LOST)
                .map((row, context) -> StoredAnswer.of(row))
                .list();
        if (!lost.isEmpty()) {
            sender.send(handle, Topic.ANSWERS_RESUBMITTED, lost);
        }
        return KeySweep.beginAnew(handle, sentBefore) || lost.size() == PORTION_LOST;
    }
}
