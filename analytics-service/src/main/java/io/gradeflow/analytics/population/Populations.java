package io.gradeflow.analytics.population;

import io.gradeflow.analytics.facts.Snapshot;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Figures of populations. The attempts of a bank are kept in memory and brought up to date by what changed since, so that another
 * one costs what its own answers cost; of a bank that people look at, mostly before they look again. Figures are computed anew for
 * whoever asks after something changed; where that takes long, they are told for as many times longer, and say when they were
 * computed.
 */
@ApplicationScoped
public class Populations {

    private static final Duration CLEANING = Duration.ofHours(1);
    private static final Duration FOLLOWING = Duration.ofSeconds(1);

    /** By default an eighth of the heap is for attempts, at 8 bytes a cell. */
    private static final long HEAP_BY_CELLS = 8 * 8;

    private final Jdbi jdbi;
    private final Freshness freshness;
    private final InstantSource clock;
    private final long mostCells;

    /** The one asked for last at the end; guarded by itself. */
    private final LinkedHashMap<UUID, KeptAttempts> kept = new LinkedHashMap<>();

    private final List<Relay> relays = new ArrayList<>();

    Populations(
            Jdbi jdbi,
            Freshness freshness,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.analysis.cells-in-memory") Optional<Long> mostCells) {
        this.jdbi = jdbi;
        this.freshness = freshness;
        this.clock = clock;
        this.mostCells = mostCells.orElse(Runtime.getRuntime().maxMemory() / HEAP_BY_CELLS);
    }

    void start(@Observes StartupEvent event) {
        relays.add(Relay.start("analysis-changes", CLEANING, () -> {
            jdbi.useHandle(Changes::forgetOld);
            return false;
        }));
        relays.add(Relay.start("analysis-following", FOLLOWING, () -> {
            follow();
            return false;
        }));
    }

    void stop(@Observes ShutdownEvent event) {
        relays.forEach(Relay::close);
    }

    /** Reads what changed of the banks that people look at; whoever looks just now does so anyway. */
    void follow() {
        List<KeptAttempts> all;
        synchronized (kept) {
            all = List.copyOf(kept.values());
        }
        for (KeptAttempts attempts : all) {
            if (attempts.lock.tryLock()) {
                try {
                    attempts.follow();
                } finally {
                    attempts.pinBeside();
                    attempts.lock.unlock();
                }
            }
        }
        dropSurplus();
    }

    /** One caller at a time computes of one bank. */
    public <F> Told<F> figures(Sample sample, Analysis<F> analysis) {
        return look(sample.bank(), attempts -> {
            // Asked for before anything is read: where nothing waits, the figures hold all that stood there.
            Optional<LogEnds> ends = freshness.ends();
            return Snapshot.read(
                    jdbi,
                    handle -> attempts.figures(handle, sample, analysis, freshness.reach(handle, ends), freshness));
        });
    }

    /** The same as of now, without keeping what is computed. */
    public <F> F once(Sample sample, Analysis<F> analysis) {
        return look(
                sample.bank(),
                attempts -> Snapshot.read(jdbi, handle -> analysis.of(attempts.population(handle, sample))));
    }

    /** The same with how far it reaches. */
    public <F> Told<F> now(Sample sample, Analysis<F> analysis) {
        return look(sample.bank(), attempts -> {
            attempts.watch();
            Optional<LogEnds> ends = freshness.ends();
            return Snapshot.read(
                    jdbi,
                    handle -> new Told<>(
                            analysis.of(attempts.population(handle, sample)),
                            freshness.reach(handle, ends),
                            clock.instant()));
        });
    }

    private <F> F look(UUID bank, Function<KeptAttempts, F> look) {
        KeptAttempts attempts = kept(bank);
        attempts.lock.lock();
        try {
            return look.apply(attempts);
        } finally {
            attempts.pinBeside();
            attempts.lock.unlock();
            dropSurplus();
        }
    }

    private KeptAttempts kept(UUID bank) {
        synchronized (kept) {
            KeptAttempts found = kept.remove(bank);
            KeptAttempts last = found == null ? new KeptAttempts(bank, jdbi, clock) : found;
            kept.put(bank, last);
            return last;
        }
    }

    /** The last one stays, however large. */
    private void dropSurplus() {
        synchronized (kept) {
            long cells = kept.values().stream().mapToLong(KeptAttempts::cells).sum();
            Iterator<Map.Entry<UUID, KeptAttempts>> oldest = kept.entrySet().iterator();
            while (cells > mostCells && kept.size() > 1) {
                cells -= oldest.next().getValue().cells();
                oldest.remove();
            }
        }
    }
}
