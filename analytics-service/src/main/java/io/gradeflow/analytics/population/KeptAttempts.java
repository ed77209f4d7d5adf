package io.gradeflow.analytics.population;

import io.gradeflow.analytics.facts.Snapshot;
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

    /** For so long after a look, what changes is read before somebody looks again. */
    private static final Duration WATCHED = Duration.ofMinutes(1);

    /** So many changed attempts are read beforehand; more are left to who looks, since nobody who looks meanwhile is told anything. */
    private static final int FEW = 500;

    private record Of(Sample sample, Analysis<?> analysis) {}

    /** @param reading the last one that the figures hold */
    private record Computed(
            Object figures,
            long reading,
            Instant at,
            Duration took,
            @Nullable Instant asOf) {

        boolean rests(Instant now) {
            return now.isBefore(at.plus(took.multipliedBy(REST)));
        }
    }

    final ReentrantLock lock = new ReentrantLock();

    private final UUID bank;
    private final Jdbi jdbi;
    private final InstantSource clock;
    private final Map<Of, Computed> computed = new HashMap<>();
    private @Nullable BankAttempts attempts;
    private @Nullable JournalMark mark;
    private FutureTask<?> pin = new FutureTask<>(() -> {}, null);
    private Instant readAt = Instant.EPOCH;

    /** Counts how often something changed was read. */
    private long reading;

    private Instant lookedAt = Instant.EPOCH;
    private Instant restUntil = Instant.EPOCH;
    private volatile long cells;

    KeptAttempts(UUID bank, Jdbi jdbi, InstantSource clock) {
        this.bank = bank;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Within a transaction that sees one snapshot, of which {@code reach} tells how far it goes. */
    <F> Told<F> figures(
            Handle handle, Sample sample, Analysis<F> analysis, Freshness.Reach reach, Freshness freshness) {
        watch();
        Of of = new Of(sample, analysis);
        Computed last = computed.get(of);
        if (last != null && last.rests(clock.instant())) {
            return new Told<>(cast(last), freshness.still(last.asOf(), reach), last.at());
        }
        BankAttempts current = current(handle);
        if (last != null && last.reading() == reading) {
            computed.put(of, new Computed(last.figures(), reading, last.at(), last.took(), reach.asOf()));
            return new Told<>(cast(last), reach, last.at());
        }
        Instant begun = clock.instant();
        F figures = analysis.of(current.of(sample));
        computed.put(of, new Computed(figures, reading, begun, Duration.between(begun, clock.instant()), reach.asOf()));
        return new Told<>(figures, reach, begun);
    }

    /** Somebody looks, and may look again. */
    void watch() {
        lookedAt = clock.instant();
    }

    /**
     * Reads what changed a little before somebody asks, where people look. It rests for as many times longer than it took as figures do, so
     * that a bank in which something changes all the time takes a tenth of a processor at most.
     */
    void follow() {
        Instant begun = clock.instant();
        if (attempts == null || !lookedAt.plus(WATCHED).isAfter(begun) || restUntil.isAfter(begun)) {
            return;
        }
        Snapshot.read(jdbi, handle -> upToDate(handle, true));
        restUntil = begun.plus(Duration.between(begun, clock.instant()).multipliedBy(1L + REST));
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
        return upToDate(handle, false);
    }

    /** @param beforehand whether nobody waits for it yet: then a little is read, and nothing where much is to be */
    private BankAttempts upToDate(Handle handle, boolean beforehand) {
        try {
            BankAttempts read = bringUpToDate(handle, beforehand);
            cells = read.cells();
            return read;
        } catch (RuntimeException | Error e) {
            // Half of a change may be in it.
            attempts = null;
            outdate();
            cells = 0;
            throw e;
        }
    }

    private BankAttempts bringUpToDate(Handle handle, boolean beforehand) {
        JournalMark seen = pinned();
        JournalMark now = JournalMark.now(handle);
        Instant moment = clock.instant();
        BankAttempts kept = attempts;
        Changes changes = kept == null
                        || seen == null
                        || !seen.server().equals(now.server())
                        || readAt.plus(OLDEST).isBefore(moment)
                ? Changes.ALL
                : Changes.since(handle, bank, seen);
        if (kept != null && (changes.none() || beforehand && !changes.areFew(FEW))) {
            return kept;
        }
        BankAttempts read = kept == null || changes.all() ? readAnew(handle) : apply(handle, kept, changes);
        attempts = read;
        mark = now;
        pin = new FutureTask<>(() -> now.pin(jdbi), null);
        readAt = moment;
        return read;
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

    private BankAttempts apply(Handle handle, BankAttempts kept, Changes changes) {
        outdate();
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
        outdate();
        attempts = null;
        BankAttempts read = new BankAttempts(ItemReader.all(handle, bank));
        new AttemptReader(handle, bank, read).all();
        return read;
    }

    /** Figures that are told a while longer stay, of which there may be some for each cohort. */
    private void outdate() {
        reading++;
        Instant now = clock.instant();
        computed.values().removeIf(figures -> !figures.rests(now));
    }

    /** What an analysis computed is kept by it. */
    @SuppressWarnings("unchecked")
    private static <F> F cast(Computed computed) {
        return (F) computed.figures();
    }
}
