package io.gradeflow.analytics.population;

import io.gradeflow.analytics.freshness.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A population as it was read last, and the figures of it. Whoever uses it holds its lock. */
final class KeptPopulation {

    /** Figures are told for so many times longer than computing them took, before they are computed anew. */
    private static final int REST = 10;

    private static final Duration OLDEST = Duration.ofHours(12);

    /** The point of the journal that a population was read at. */
    private record Mark(String journal, Instant readAt) {}

    private record Computed(Told<?> told, Duration took) {}

    final ReentrantLock lock = new ReentrantLock();

    private final Sample sample;
    private final InstantSource clock;
    private final Map<Analysis<?>, Computed> computed = new HashMap<>();
    private @Nullable Population population;
    private @Nullable Mark mark;
    private volatile long cells;

    KeptPopulation(Sample sample, InstantSource clock) {
        this.sample = sample;
        this.clock = clock;
    }

    /** Within a transaction that sees one snapshot, of which {@code reach} tells how far it goes. */
    <F> Told<F> figures(Handle handle, Analysis<F> analysis, Freshness.Reach reach) {
        Computed last = computed.get(analysis);
        if (last != null && rests(last)) {
            return cast(last);
        }
        Instant begun = clock.instant();
        Population current = current(handle);
        Computed unchanged = computed.get(analysis);
        if (unchanged != null) {
            Told<F> told = new Told<>(
                    KeptPopulation.<F>cast(unchanged).figures(),
                    reach,
                    unchanged.told().computedAt());
            computed.put(analysis, new Computed(told, unchanged.took()));
            return told;
        }
        Told<F> told = new Told<>(analysis.of(current), reach, begun);
        computed.put(analysis, new Computed(told, Duration.between(begun, clock.instant())));
        return told;
    }

    /** All that was committed when the transaction of the handle looked first. */
    Population current(Handle handle) {
        try {
            return bringUpToDate(handle);
        } catch (RuntimeException | Error e) {
            // Half of a change may be in it.
            forget();
            throw e;
        } finally {
            cells = population == null ? 0 : population.matrix().cells();
        }
    }

    /** How much memory it takes, told without the lock. */
    long cells() {
        return cells;
    }

    private boolean rests(Computed last) {
        return clock.instant()
                .isBefore(last.told().computedAt().plus(last.took().multipliedBy(REST)));
    }

    private Population bringUpToDate(Handle handle) {
        Instant now = clock.instant();
        Population kept = population;
        Mark before = mark;
        if (kept != null && before != null && before.readAt().plus(OLDEST).isAfter(now)) {
            Changes changes = Changes.since(handle, sample.bank(), before.journal());
            if (!changes.all()) {
                if (!changes.none()) {
                    new PopulationReader(handle, sample).reread(kept, changes.attempts());
                    computed.clear();
                }
                mark = new Mark(changes.upTo(), now);
                return kept;
            }
        }
        forget();
        Population read = new PopulationReader(handle, sample).read();
        population = read;
        mark = new Mark(Changes.mark(handle), now);
        return read;
    }

    private void forget() {
        population = null;
        mark = null;
        computed.clear();
    }

    /** What an analysis computed is kept by it. */
    @SuppressWarnings("unchecked")
    private static <F> Told<F> cast(Computed computed) {
        return (Told<F>) computed.told();
    }
}
