package io.gradeflow.question.publishing;

import io.gradeflow.events.AnswerKeyPublished;
import io.gradeflow.events.BankPublished;
import io.gradeflow.events.Event;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.database.Transactions;
import io.gradeflow.platform.messaging.ListPublisher;
import io.gradeflow.platform.messaging.OutboxMetrics;
import io.gradeflow.platform.messaging.OutgoingEvent;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what changed, bank by bank, and together those that somebody waits for: keys, then questions, then the banks, each
 * acknowledged before the next, so that nobody meets a question without its key or a bank without its questions.
 *
 * <p>A bank's row is locked all the while and the present state of the rows is sent, so there is one sender a key at a time
 * and a key's last record is always its newest; a crash in between only sends the same state again.
 *
 * <p>A corrected key changes nothing of what a bank's revision counts. It is due by its own mark, and goes alone.
 */
@ApplicationScoped
public class Publisher {

    /** Before every bank. */
    private static final UUID START = new UUID(0, 0);

    private static final int PORTION = 2_000;
    /** So many banks are published together, if they are small. */
    private static final int TOGETHER = 8;

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Another instance may be publishing it, of which nobody tells here. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** A bank that somebody waits for. @param out is told the revision that went out, or 0 where none did */
    private record Awaited(UUID bankId, CompletableFuture<Integer> out) {}

    private final Jdbi jdbi;
    private final ListPublisher events;
    private final InstantSource clock;
    private final OutboxMetrics outboxes;
    /** Banks that somebody waits for, before all others that are due. */
    private final Queue<Awaited> awaited = new ConcurrentLinkedQueue<>();

    /** Whether something else may be due that is to be looked for at once. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private @Nullable Relay relay;
    /** Whether the last step was for banks of which nobody waits for any; only the relay's thread looks at it. */
    private boolean othersWereLast;
    /** When all banks were looked at last; only the relay's thread looks at it. */
    private long lookedAt = System.nanoTime();
    /** The bank that was tried last; only the relay's thread looks at it. */
    private UUID last = START;

    Publisher(Jdbi jdbi, ListPublisher events, InstantSource clock, OutboxMetrics outboxes) {
        this.outboxes = outboxes;
        this.jdbi = jdbi;
        this.events = events;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        outboxes.watchFromNow("banks", this::isAnyDue);
        relay = Relay.start("bank-publisher", INTERVAL, this::publishOne);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
        awaited.forEach(bank -> bank.out().complete(0));
    }

    /**
     * Wakes the publisher and waits, some seconds at most, until the bank's revision is out: whoever is told so can use it at
     * once everywhere. While the broker is away this gives up, and the revision follows by itself when it is back.
     *
     * @return whether it is out
     */
    public boolean publishSoon(UUID bankId, int revision) {
        Awaited mine = new Awaited(bankId, new CompletableFuture<>());
        awaited.add(mine);
        signal();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!isToldOf(mine, revision) && !isPublished(bankId, revision)) {
                if (System.nanoTime() > giveUp) {
                    return false;
                }
                if (mine.out().isDone()) {
                    Thread.sleep(LOOK);
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Waits for it a little. */
    private static boolean isToldOf(Awaited bank, int revision) throws InterruptedException {
        try {
            return bank.out().get(LOOK.toMillis(), TimeUnit.MILLISECONDS) >= revision;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody tells of a failure so", e);
        }
    }

    /** Has the publisher look at once for what is due, which it otherwise does every two seconds. Never waits. */
    public void wake() {
        woken.set(true);
        signal();
    }

    private void signal() {
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

    /**
     * Goes round: a bank that can't be published keeps none of the others waiting. Those that somebody waits for come first. The others are looked
     * for when nobody waits, and in turn with these where somebody says that something is due, or they weren't looked at for long: who imports
     * the next file isn't to find this at work without a reason.
     */
    private boolean publishOne() {
        List<Awaited> banks = areOthersDue() && !othersWereLast ? List.of() : nextAwaited();
        othersWereLast = banks.isEmpty();
        if (banks.isEmpty()) {
            publishOther();
        } else {
            publishAwaited(banks);
        }
        return !awaited.isEmpty() || areOthersDue();
    }

    private List<Awaited> nextAwaited() {
        List<Awaited> next = new ArrayList<>();
        Awaited bank = awaited.poll();
        while (bank != null) {
            next.add(bank);
            bank = next.size() < TOGETHER ? awaited.poll() : null;
        }
        return next;
    }

    private boolean areOthersDue() {
        return woken.get() || System.nanoTime() - lookedAt > INTERVAL.toNanos();
    }

    private void publishOther() {
        woken.set(false);
        lookedAt = System.nanoTime();
        boolean mayFindMore = true;
        try {
            mayFindMore = publishNext();
        } finally {
            if (mayFindMore) {
                woken.set(true);
            }
        }
    }

    private boolean publishNext() {
        boolean atTheStart = last.equals(START);
        boolean found = publishNextAfter(last);
        if (!found && !atTheStart) {
            last = START;
            found = publishNextAfter(START);
        }
        return found;
    }

    private boolean isAnyDue() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM bank WHERE published < revision) OR EXISTS (SELECT FROM
                        """ + PublishedRows.DUE_KEYS + ")")
                .mapTo(boolean.class)
                .one());
    }

    /**
     * Whoever waits is told after the commit. Where a bank didn't go out, it may be out already, or another instance has it, or it is too large to go
     * with others; and if one of them can't be published none is. All of these have their turn among the others, which comes next.
     */
    private void publishAwaited(List<Awaited> banks) {
        List<UUID> ids = banks.stream().map(Awaited::bankId).distinct().toList();
        Map<UUID, Integer> out = Map.of();
        try {
            out = jdbi.inTransaction(handle -> {
                List<DueBank> due = DueBank.awaited(handle, ids, PORTION);
                publish(handle, due);
                return due.stream().collect(Collectors.toMap(DueBank::id, DueBank::revision));
            });
        } finally {
            if (!out.keySet().containsAll(ids)) {
                woken.set(true);
            }
            for (Awaited bank : banks) {
                bank.out().complete(out.getOrDefault(bank.bankId(), 0));
            }
        }
    }

    private boolean publishNextAfter(UUID after) {
        return jdbi.inTransaction(handle -> {
            Optional<DueBank> due = DueBank.nextAfter(handle, after);
            due.ifPresent(locked -> last = locked.id());
            publish(handle, due.stream().toList());
            return due.isPresent();
        });
    }

    /** What comes next is read while the broker has what comes before, and sent once that is acknowledged. */
    private void publish(Handle handle, List<DueBank> banks) {
        if (banks.isEmpty()) {
            return;
        }
        // What is lost with a database that dies is the mark that all was sent, and then it is sent again.
        Transactions.leaveCommit(handle);
        List<UUID> all = banks.stream().map(DueBank::id).toList();
        List<AnswerKeyPublished> keys = PublishedRows.takeKeys(handle, all, PORTION);
        while (keys.size() == PORTION) {
            send(Topic.ANSWER_KEYS, keys, () -> {});
            keys = PublishedRows.takeKeys(handle, all, PORTION);
        }
        List<DueBank> changed = banks.stream().filter(DueBank::isItselfDue).toList();
        if (changed.isEmpty()) {
            send(Topic.ANSWER_KEYS, keys, () -> {});
            return;
        }
        List<UUID> changedIds = changed.stream().map(DueBank::id).toList();
        List<QuestionPublished> questions = new ArrayList<>();
        send(Topic.ANSWER_KEYS, keys, () -> {
            PublishedRows.retireUnasked(handle, changedIds);
            questions.addAll(PublishedRows.takeQuestions(handle, changedIds, PORTION));
        });
        while (questions.size() == PORTION) {
            send(Topic.QUESTIONS, questions, () -> {});
            questions.clear();
            questions.addAll(PublishedRows.takeQuestions(handle, changedIds, PORTION));
        }
        List<BankPublished> whole = new ArrayList<>();
        send(Topic.QUESTIONS, questions, () -> {
            changed.forEach(bank -> whole.add(PublishedRows.bank(handle, bank)));
            DueBank.markPublished(handle, changedIds);
        });
        send(Topic.BANKS, whole, () -> {});
    }

    /** Returns when all is acknowledged and what is to be done meanwhile is done; nothing is on its way any more, whatever happens. */
    private void send(Topic topic, List<? extends Event> some, Runnable meanwhile) {
        try (ListPublisher.Sent sent = events.send(some.stream()
                .map(event -> OutgoingEvent.of(topic, event, clock.instant()))
                .toList())) {
            meanwhile.run();
            sent.await();
        }
    }
}
