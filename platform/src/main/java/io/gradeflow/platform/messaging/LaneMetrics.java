package io.gradeflow.platform.messaging;

import io.gradeflow.events.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
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

        private final List<String> topic;
        private final Supplier<Optional<Map<TopicPartition, Long>>> done;
        private volatile double lag = Double.NaN;
        private volatile double oldestAge = Double.NaN;

        Watched(Topic topic, Supplier<Optional<Map<TopicPartition, Long>>> done) {
            this.topic = List.of(topic.topicName());
            this.done = done;
        }
    }

    private final MeterRegistry registry;
    private final EndOffsets endOffsets;
    private final Instance<StoredOffsets> stored;
    private final WaitingRecords waitingRecords;
    private final InstantSource clock;
    private final Duration every;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();
    private @Nullable Relay relay;

    LaneMetrics(
            MeterRegistry registry,
            EndOffsets endOffsets,
            Instance<StoredOffsets> stored,
            WaitingRecords waitingRecords,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.metrics.lanes-every", defaultValue = "5S") Duration every) {
        this.registry = registry;
        this.endOffsets = endOffsets;
        this.stored = stored;
        this.waitingRecords = waitingRecords;
        this.clock = clock;
        this.every = every;
    }

    /** Watches a lane of a service that commits its offsets to the broker, under the name of its group. */
    public void watchGroup(Lane lane, Topic topic, String group) {
        watch(lane, new Watched(topic, () -> endOffsets.committed(group)));
    }

    /** Watches a lane of a service that keeps its offsets in its database. */
    public void watchStored(Lane lane, Topic topic) {
        watch(lane, new Watched(topic, () -> Optional.of(storedOffsets(topic))));
    }

    /** Says that a batch was done with. */
    public void count(Lane lane, long answers) {
        Counter.builder("gradeflow.lane.answers")
                .description("Answers done with")
                .tag("lane", lane.tag())
                .register(registry)
                .increment(answers);
    }

    private Map<TopicPartition, Long> storedOffsets(Topic topic) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        stored.get()
                .of(List.of(topic.topicName()))
                .forEach((partition, applied) -> offsets.put(partition, applied.nextOffset()));
        return offsets;
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

    /** What is done is asked for first: then what is done meanwhile can't make less than nothing wait. */
    private void look(Watched one) {
        boolean told = false;
        try {
            Optional<Map<TopicPartition, Long>> done = one.done.get();
            Optional<Map<TopicPartition, Long>> ends = done.isEmpty() ? done : endOffsets.now(one.topic);
            if (done.isPresent() && ends.isPresent()) {
                Map<TopicPartition, Long> first = new HashMap<>();
                long lag = 0;
                for (Map.Entry<TopicPartition, Long> end : ends.get().entrySet()) {
                    long from = done.get().getOrDefault(end.getKey(), 0L);
                    if (from < end.getValue()) {
                        first.put(end.getKey(), from);
                        lag += end.getValue() - from;
                    }
                }
                one.oldestAge = age(first);
                one.lag = lag;
                told = true;
            }
        } finally {
            if (!told) {
                one.lag = Double.NaN;
                one.oldestAge = Double.NaN;
            }
        }
    }

    private double age(Map<TopicPartition, Long> first) {
        if (first.isEmpty()) {
            return 0;
        }
        Optional<Instant> oldest = waitingRecords.oldest(first);
        return oldest.map(since ->
                        Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0))
                .orElse(Double.NaN);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }
}
