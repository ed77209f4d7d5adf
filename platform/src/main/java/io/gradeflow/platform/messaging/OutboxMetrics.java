package io.gradeflow.platform.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code gradeflow.outbox.oldest.age}, with the tag {@code outbox}: for how many seconds the oldest of what is committed waits to be
 * acknowledged by the broker, 0 where nothing waits. Looked up at intervals; no number while the database doesn't say.
 */
@ApplicationScoped
public class OutboxMetrics {

    private static final class Watched {

        private final Supplier<Optional<Instant>> oldest;
        private volatile double age = Double.NaN;

        Watched(Supplier<Optional<Instant>> oldest) {
            this.oldest = oldest;
        }
    }

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Duration every;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private @Nullable Relay relay;

    OutboxMetrics(
            MeterRegistry registry,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.metrics.lanes-every", defaultValue = "5S") Duration every) {
        this.registry = registry;
        this.clock = clock;
        this.every = every;
    }

    /** @param oldest since when the oldest waits; empty where nothing does */
    public synchronized void watch(String outbox, Supplier<Optional<Instant>> oldest) {
        Watched one = new Watched(oldest);
        Gauge.builder("gradeflow.outbox.oldest.age", one, state -> state.age)
                .description("For how long the oldest of what is committed waits for the broker")
                .baseUnit("seconds")
                .tag("outbox", outbox)
                .register(registry);
        watched.add(one);
        if (relay == null) {
            relay = Relay.start("outbox-metrics", every, this::look);
        }
    }

    /** The same where no row says since when: it counts from the first look that found something, until one finds nothing. */
    public void watchFromNow(String outbox, BooleanSupplier waits) {
        watch(outbox, new Supplier<>() {

            private @Nullable Instant since;

            @Override
            public Optional<Instant> get() {
                if (!waits.getAsBoolean()) {
                    since = null;
                } else if (since == null) {
                    since = clock.instant();
                }
                return Optional.ofNullable(since);
            }
        });
    }

    private boolean look() {
        for (Watched one : watched) {
            double age = Double.NaN;
            try {
                age = one.oldest.get().map(this::age).orElse(0.0);
            } finally {
                one.age = age;
            }
        }
        return false;
    }

    private double age(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }
}
