package io.gradeflow.question.publishing;

import io.gradeflow.events.Event;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.EventPublisher;
import io.gradeflow.platform.messaging.OutboxMetrics;
import io.gradeflow.platform.messaging.OutgoingEvent;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what changed, one bank at a time: keys, then questions, then the bank, each acknowledged before the next, so
 * that nobody meets a question without its key or a bank without its questions.
 *
 * <p>The bank's row is locked all the while and the present state of the rows is sent, so there is one sender a key at a time
 * and a key's last record is always its newest; a crash in between only sends the same state again.
 *
 * <p>A corrected key changes nothing of what a bank's revision counts. It is due by its own mark, and goes alone.
 */
@ApplicationScoped
public class Publisher {

    /** Before every bank. */
    private static final UUID START = new UUID(0, 0);

    private static final int PORTION = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Another instance may have published it, of which nobody tells here. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Jdbi jdbi;
    private final EventPublisher events;
    private final InstantSource clock;
    private final OutboxMetrics outboxes;
    /** Banks that somebody waits for, before all others that are due. */
    private final Queue<UUID> awaited = new ConcurrentLinkedQueue<>();

    private final Rounds rounds = new Rounds();
    private @Nullable Relay relay;
    /** The bank that was tried last; only the relay's thread looks at it. */
    private UUID last = START;

    Publisher(Jdbi jdbi, EventPublisher events, InstantSource clock, OutboxMetrics outboxes) {
        this.outboxes = outboxes;
        this.jdbi = jdbi;
        this.events = events;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        outboxes.watchFromNow("banks", this::isAnyDue);
        relay = Relay.start("bank-publisher", Duration.ofSeconds(2), this::publishOne);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    /**
     * Wakes the publisher and waits, some seconds at most, until the bank's revision is out: whoever is told so can use it at
     * once everywhere. While the broker is away this gives up, and the revision follows by itself when it is back.
     *
     * @return whether it is out
     */
    public boolean publishSoon(UUID bankId, int revision) {
        awaited.add(bankId);
        wake();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (long round = rounds.ended(); !isPublished(bankId, revision); round = rounds.ended()) {
                if (System.nanoTime() > giveUp) {
                    return false;
                }
                rounds.awaitAfter(round, PAUSE);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Has the publisher look at once for what is due, which it otherwise does every two seconds. Never waits. */
    public void wake() {
        if (relay != null) {
            relay.signal();
        }
    }

    private boolean isPublished(UUID bankId, int revision) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT published >= :revision FROM bank WHERE id = :bank")
                .bind("bank", bankId)
                .bind("revision", revision)
                .mapTo(boolean.class)
                .one());
    }

    /** Goes round: a bank that can't be published keeps none of the others waiting. */
    private boolean publishOne() {
        UUID bank = awaited.poll();
        if (bank != null) {
            publishAwaited(bank);
            return true;
        }
        if (publishNextAfter(last)) {
            return true;
        }
        boolean atTheStart = last.equals(START);
        last = START;
        return !atTheStart && publishNextAfter(START);
    }

    private boolean isAnyDue() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM bank WHERE published < revision) OR EXISTS (SELECT FROM
                        """ + PublishedRows.DUE_KEYS + ")")
                .mapTo(boolean.class)
                .one());
    }

    private void publishAwaited(UUID bankId) {
        jdbi.useTransaction(handle -> handle.createQuery("""
                        SELECT id FROM bank WHERE id = :bank AND published < revision FOR NO KEY UPDATE SKIP LOCKED
                        """)
                .bind("bank", bankId)
                .mapTo(UUID.class)
                .findOne()
                .ifPresent(due -> publish(handle, due)));
        rounds.end();
    }

    private boolean publishNextAfter(UUID after) {
        return jdbi.inTransaction(handle -> {
            Optional<UUID> bank = handle.createQuery("""
                            SELECT id FROM bank
                            WHERE id > :after AND (published < revision OR id IN (
                                SELECT bank_id FROM
                            """ + PublishedRows.DUE_KEYS + """
                            )) ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
                            """)
                    .bind("after", after)
                    .mapTo(UUID.class)
                    .findOne();
            bank.ifPresent(bankId -> {
                last = bankId;
                publish(handle, bankId);
            });
            return bank.isPresent();
        });
    }

    private void publish(Handle handle, UUID bankId) {
        while (publishPortion(Topic.ANSWER_KEYS, PublishedRows.takeKeys(handle, bankId, PORTION))) {}
        if (!PublishedRows.isBankDue(handle, bankId)) {
            return;
        }
        PublishedRows.retireUnasked(handle, bankId);
        while (publishPortion(Topic.QUESTIONS, PublishedRows.takeQuestions(handle, bankId, PORTION))) {}
        events.publish(List.of(OutgoingEvent.of(Topic.BANKS, PublishedRows.bank(handle, bankId), clock.instant())));
        handle.createUpdate("UPDATE bank SET published = revision WHERE id = :bank")
                .bind("bank", bankId)
                .execute();
    }

    private boolean publishPortion(Topic topic, List<? extends Event> portion) {
        events.publish(portion.stream()
                .map(event -> OutgoingEvent.of(topic, event, clock.instant()))
                .toList());
        return portion.size() == PORTION;
    }
}
