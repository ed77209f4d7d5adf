package io.gradeflow.attempt.answering;

import io.gradeflow.attempt.OneInstance;
import io.gradeflow.attempt.catalog.KeysChanged;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.messaging.Courtesy;
import io.gradeflow.platform.messaging.EventPublisher;
import io.gradeflow.platform.messaging.OutgoingEvent;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
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

    /** So many keys share a portion. */
    private static final int IN_TURN = 100;

    private static final int PORTION_LOST = 2000;

    private static final int PORTION_OF_KEYS = 1000;

    private static final String OVERDUE = "SELECT " + StoredAnswer.COLUMNS + """
            FROM answer JOIN attempt USING (attempt_id)
            WHERE awaiting AND NOT superseded AND NOT erased AND sent_at < :overdue
            ORDER BY sent_at LIMIT :portion
            """;

    private final Jdbi jdbi;
    private final AnswerSender sender;
    private final EventPublisher publisher;
    private final Overdue overdue;
    private final Courtesy courtesy;
    private final InstantSource clock;
    private final Duration every;
    private final AtomicBoolean keysMayHaveChanged = new AtomicBoolean(true);
    private @Nullable Relay relay;

    BehindSweep(
            Jdbi jdbi,
            AnswerSender sender,
            EventPublisher publisher,
            Overdue overdue,
            Courtesy courtesy,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.answers.sweep-every", defaultValue = "15S") Duration every) {
        this.jdbi = jdbi;
        this.sender = sender;
        this.publisher = publisher;
        this.overdue = overdue;
        this.courtesy = courtesy;
        this.clock = clock;
        this.every = every;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("behind-sweep", every, this::sweep);
    }

    void keysChanged(@Observes KeysChanged event) {
        keysMayHaveChanged.set(true);
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
        AtomicBoolean more = new AtomicBoolean();
        courtesy.slowly(() -> more.set(send()));
        return more.get();
    }

    private boolean send() {
        boolean more = beginWhereKeysChanged() || alone(this::sendBehind) || sendWhatIsLost();
        if (!more) {
            // At the next interval they are looked for unasked: another instance may have heard of them, and died.
            keysMayHaveChanged.set(true);
        }
        return more;
    }

    /** One instance at a time, so that they don't all send the same. */
    private boolean alone(HandleCallback<Boolean, RuntimeException> work) {
        return OneInstance.SENDING_AGAIN.alone(jdbi, work);
    }

    /** @return whether more keys may have changed */
    private boolean beginWhereKeysChanged() {
        boolean more = keysMayHaveChanged.getAndSet(false)
                && alone(handle -> KeySweep.begin(handle, PORTION_OF_KEYS, clock.instant()));
        if (more) {
            keysMayHaveChanged.set(true);
        }
        return more;
    }

    /** @return whether a sweep was under way */
    private boolean sendBehind(Handle handle) {
        // With a lost note they are sent again.
        Transactions.leaveCommit(handle);
        List<KeySweep.Sweep> sweeps = KeySweep.underWay(handle, IN_TURN);
        if (sweeps.isEmpty()) {
            return false;
        }
        int each = Math.ceilDiv(PORTION_BEHIND, sweeps.size());
        List<KeySweep.Behind> behind = KeySweep.portion(handle, sweeps, each);
        publish(handle, behind);
        if (KeySweep.note(handle, sweeps, behind, each, clock.instant())) {
            // That they have ended is noted with the keys, in a transaction that holds these before all else.
            keysMayHaveChanged.set(true);
        }
        return true;
    }

    /** What is on its way already is marked as sent anew, so that nobody takes it for lost; grades tell of the others whether they came. */
    private void publish(Handle handle, List<KeySweep.Behind> behind) {
        List<StoredAnswer> awaited = new ArrayList<>();
        List<OutgoingEvent> graded = new ArrayList<>();
        for (KeySweep.Behind one : behind) {
            if (one.awaiting()) {
                awaited.add(one.answer());
            } else {
                graded.add(AnswerSender.event(
                        Topic.ANSWERS_RESUBMITTED, one.answer(), one.key().keyVersion()));
            }
        }
        publisher.publish(graded);
        if (!awaited.isEmpty()) {
            sender.send(handle, Topic.ANSWERS_RESUBMITTED, awaited);
        }
    }

    /** @return whether more may be lost */
    private boolean sendWhatIsLost() {
        Optional<Instant> sentBefore = overdue.sentBefore();
        return sentBefore.isPresent()
                && (alone(handle -> sendOverdue(handle, sentBefore.get()))
                        || alone(handle ->
                                KeySweep.lookAgain(handle, sentBefore.get(), PORTION_OF_KEYS, clock.instant())));
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
        return lost.size() == PORTION_LOST;
    }
}
