package io.gradeflow.platform.messaging;

import io.gradeflow.events.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer's lanes have done and what of them waits, each with the tag {@code lane}:
 *
 * <ul>
 *   <li>{@code gradeflow.lane.answers}: how many answers were done with here, since the start
 *   <li>{@code gradeflow.lane.lag}: how many records wait for all instances of the service together
 *   <li>{@code gradeflow.lane.oldest.age}: for how many seconds the first of them has stood in its topic, 0 where none waits
 * </ul>
 *
 * <p>What waits is looked up at intervals, not when somebody asks, and is no number while the broker or the database doesn't say.
 */
@ApplicationScoped
public class LaneMetrics {

    private static final class Watched {

        private final Supplier<Optional<Backlogs.Backlog>> backlog;
        private volatile double lag = Double.NaN;
        private volatile double oldestAge = Double.NaN;

        Watched(Supplier<Optional<Backlogs.Backlog>> backlog) {
            this.backlog = backlog;
        }
    }

    private final MeterRegistry registry;
    private final Backlogs backlogs;
    private final InstantSource clock;
    private final Duration every;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private @Nullable Relay relay;

    LaneMetrics(
            MeterRegistry registry,
            Backlogs backlogs,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.metrics.lanes-every", defaultValue = "5S") Duration every) {
        this.registry = registry;
        this.backlogs = backlogs;
        this.clock = clock;
        this.every = every;
    }

    /** Watches a lane of a service that commits its offsets to the broker, under the name of its group. */
    public void watchGroup(Lane lane, Topic topic, String group) {
        watch(lane, new Watched(() -> backlogs.ofGroup(topic, group)));
    }

    /** Watches a lane of a service that keeps its offsets in its database. */
    public void watchStored(Lane lane, Topic topic) {
        watch(lane, new Watched(() -> backlogs.ofStored(topic)));
    }

    /** Says that a batch was done with. */
    public void count(Lane lane, long answers) {
        Counter.builder("gradeflow.lane.answers")
                .description("Answers done with")
                .tag("lane", lane.tag())
                .register(registry)
                .increment(answers);
    }

    private synchronized void watch(Lane lane, Watched one) {
        Gauge.builder("gradeflow.lane.lag", one, state -> state.lag)
                .description("Records that wait")
                .tag("lane", lane.tag())
                .register(registry);
        Gauge.builder("gradeflow.lane.oldest.age", one, state -> state.oldestAge)
                .description("For how long the first record that waits has stood in its topic")
                .baseUnit("seconds")
                .tag("lane", lane.tag())
                .register(registry);
        count(lane, 0);
        watched.add(one);
        if (relay == null) {
            relay = Relay.start("lane-metrics", every, this::look);
        }
    }

    private boolean look() {
        for (Watched one : watched) {
            look(one);
        }
        return false;
    }

    private void look(Watched one) {
        Optional<Backlogs.Backlog> backlog = Optional.empty();
        try {
            backlog = one.backlog.get();
        } finally {
            one.oldestAge = backlog.map(this::age).orElse(Double.NaN);
            one.lag = backlog.map(told -> (double) told.records()).orElse(Double.NaN);
        }
    }

    private double age(Backlogs.Backlog backlog) {
        return backlog.oldest() == null
                ? 0
                : Math.max(
                        0, Duration.between(backlog.oldest(), clock.instant()).toMillis() / 1000.0);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }
}
