package io.gradeflow.analytics.population;

import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * Figures of populations. What was read is kept and brought up to date by what changed since, so that another attempt costs what
 * its own answers cost. Figures are computed anew for whoever asks after something changed; where that takes long, they are told
 * for as many times longer, and say when they were computed.
 */
@ApplicationScoped
public class Populations {

    private static final Duration CLEANING = Duration.ofHours(1);
    private static final int MOST_KEPT = 1000;

    private final Jdbi jdbi;
    private final Freshness freshness;
    private final InstantSource clock;
    private final long mostCells;

    /** The one asked for last at the end; guarded by itself. */
    private final LinkedHashMap<Sample, KeptPopulation> kept = new LinkedHashMap<>();

    private @Nullable Relay cleaning;

    Populations(
            Jdbi jdbi,
            Freshness freshness,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.analysis.cells-in-memory", defaultValue = "5000000") long mostCells) {
        this.jdbi = jdbi;
        this.freshness = freshness;
        this.clock = clock;
        this.mostCells = mostCells;
    }

    void start(@Observes StartupEvent event) {
        cleaning = Relay.start("analysis-changes", CLEANING, () -> {
            jdbi.useHandle(Changes::forgetOld);
            return false;
        });
    }

    void stop(@Observes ShutdownEvent event) {
        if (cleaning != null) {
            cleaning.close();
        }
    }

    /** One caller at a time computes of one sample. */
    public <F> Told<F> figures(Sample sample, Analysis<F> analysis) {
        // Asked for before anything is read: where nothing waits, the figures hold all that stood there.
        Optional<LogEnds> ends = freshness.ends();
        return look(
                sample, (population, handle) -> population.figures(handle, analysis, freshness.reach(handle, ends)));
    }

    /** The same without keeping what was computed. */
    public <F> F once(Sample sample, Analysis<F> analysis) {
        return look(sample, (population, handle) -> analysis.of(population.current(handle)));
    }

    private <F> F look(Sample sample, BiFunction<KeptPopulation, Handle, F> look) {
        KeptPopulation population = kept(sample);
        population.lock.lock();
        try {
            return jdbi.inTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ, handle -> look.apply(population, handle));
        } finally {
            population.lock.unlock();
            dropSurplus();
        }
    }

    private KeptPopulation kept(Sample sample) {
        synchronized (kept) {
            KeptPopulation population = kept.remove(sample);
            KeptPopulation last = population == null ? new KeptPopulation(sample, clock) : population;
            kept.put(sample, last);
            return last;
        }
    }

    /** The last one stays, however large. */
    private void dropSurplus() {
        synchronized (kept) {
            long cells = kept.values().stream().mapToLong(KeptPopulation::cells).sum();
            Iterator<Map.Entry<Sample, KeptPopulation>> oldest = kept.entrySet().iterator();
            while ((cells > mostCells || kept.size() > MOST_KEPT) && kept.size() > 1) {
                cells -= oldest.next().getValue().cells();
                oldest.remove();
            }
        }
    }
}
