package io.gradeflow.analytics.population;

import io.gradeflow.analytics.freshness.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The attempts of a bank as they were read last, and the figures of them. Whoever uses it holds its lock. */
final class KeptAttempts {

    private static final Logger LOG = Logger.getLogger(KeptAttempts.class);

    /** Figures are told for so many times longer than computing them took, before they are computed anew. */
    private static final int REST = 10;

    /** Half of what the journal keeps. */
    private static final Duration OLDEST = Duration.ofHours(12);

    private record Of(Sample sample, Analysis<?> analysis) {}

    private record Computed(
            Object figures,
            Instant at,
            Duration took,
            @Nullable Instant asOf) {}

    final ReentrantLock lock = new ReentrantLock();

    private final UUID bank;
    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Map<Of, Computed> computed = new HashMap<>();
    private @Nullable BankAttempts attempts;
    private @Nullable JournalMark mark;
    private FutureTask<?> pin = new FutureTask<>(() -> {}, null);
    private Instant readAt = Instant.EPOCH;
    private volatile long cells;

    KeptAttempts(UUID bank, Jdbi jdbi, InstantSource clock) {
        this.bank = bank;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Within a transaction that sees one snapshot, of which {@code reach} tells how far it goes. */
    <F> Told<F> figures(
            Handle handle, Sample sample, Analysis<F> analysis, Freshness.Reach reach, Freshness freshness) {
        Of of = new Of(sample, analysis);
        Computed last = computed.get(of);
        if (last != null && clock.instant().isBefore(last.at().plus(last.took().multipliedBy(REST)))) {
            return new Told<>(cast(last), freshness.still(last.asOf(), reach), last.at());
        }
        BankAttempts current = current(handle);
        Computed unchanged = computed.get(of);
        Instant begun = clock.instant();
        F figures = unchanged == null ? analysis.of(current.of(sample)) : KeptAttempts.<F>cast(unchanged);
        Computed now = unchanged == null
                ? new Computed(figures, begun, Duration.between(begun, clock.instant()), reach.asOf())
                : new Computed(figures, unchanged.at(), unchanged.took(), reach.asOf());
        computed.put(of, now);
        return new Told<>(figures, reach, now.at());
    }

    /** All that the transaction of the handle sees. */
    Population population(Handle handle, Sample sample) {
        return current(handle).of(sample);
    }

    /** How much memory it takes, told without the lock. */
    long cells() {
        return cells;
    }

    private BankAttempts current(Handle handle) {
        try {
            BankAttempts current = bringUpToDate(handle);
            cells = current.cells();
            return current;
        } catch (RuntimeException | Error e) {
            // Half of a change may be in it.
            attempts = null;
            computed.clear();
            cells = 0;
            throw e;
        }
    }

    private BankAttempts bringUpToDate(Handle handle) {
        JournalMark seen = pinned();
        JournalMark now = JournalMark.now(handle);
        Instant moment = clock.instant();
        BankAttempts kept = attempts;
        if (kept != null
                && seen != null
                && seen.server().equals(now.server())
                && !readAt.plus(OLDEST).isBefore(moment)) {
            Changes changes = Changes.since(handle, bank, seen);
            if (changes.none()) {
                return kept;
            }
            kept = follow(handle, kept, changes);
        } else {
            kept = readAnew(handle);
        }
        attempts = kept;
        mark = now;
        pin = new FutureTask<>(() -> now.pin(jdbi), null);
        readAt = moment;
        return kept;
    }

    /** The last mark, if it may be relied on; waits until that is known, which it mostly is, or sees to it. */
    private @Nullable JournalMark pinned() {
        try {
            pin.run();
            pin.get();
            return mark;
        } catch (ExecutionException e) {
            LOG.infof(e.getCause(), "bank %s is read anew, since its mark in the journal could not be pinned", bank);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a mark is pinned", e);
        }
    }

    /** To be called after a look: whoever looked doesn't wait for the disk, and whoever looks next relies on the mark. */
    void pinBeside() {
        if (!pin.isDone()) {
            Thread.ofVirtual().name("pin").start(pin);
        }
    }

    private BankAttempts follow(Handle handle, BankAttempts kept, Changes changes) {
        if (changes.all()) {
            return readAnew(handle);
        }
        computed.clear();
        Set<UUID> reread = new HashSet<>(changes.attempts());
        if (!changes.items().isEmpty()) {
            Map<String, DescribedItem> described = ItemReader.some(handle, changes.items());
            if (!kept.fit(described)) {
                return readAnew(handle);
            }
            kept.describe(described);
            reread.addAll(kept.dependingOn(
                    changes.items().stream().map(ItemId::toString).collect(Collectors.toSet())));
        }
        if (reread.size() > kept.size() / 2 && kept.size() > 100) {
            return readAnew(handle);
        }
        new AttemptReader(handle, bank, kept).some(reread);
        return kept;
    }

    private BankAttempts readAnew(Handle handle) {
        computed.clear();
        attempts = null;
        BankAttempts read = new BankAttempts(ItemReader.all(handle, bank));
        new AttemptReader(handle, bank, read).all();
        return read;
    }

    /** What an analysis computed is kept by it. */
    @SuppressWarnings("unchecked")
    private static <F> F cast(Computed computed) {
        return (F) computed.figures();
    }
}
