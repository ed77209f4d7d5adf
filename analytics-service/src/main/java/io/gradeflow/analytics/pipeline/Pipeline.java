package io.gradeflow.analytics.pipeline;

import io.gradeflow.analytics.pipeline.PipelineView.Grader;
import io.gradeflow.analytics.pipeline.PipelineView.LaneFlow;
import io.gradeflow.analytics.pipeline.PipelineView.Waiting;
import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Backlogs;
import io.gradeflow.platform.messaging.ConsumerGroups;
import io.gradeflow.platform.messaging.EndOffsets;
import io.gradeflow.platform.messaging.GradingLanes;
import io.gradeflow.platform.messaging.Relay;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Looks at the lanes at intervals, so that rates can be told at once, and at what waits whenever somebody asks. */
@ApplicationScoped
class Pipeline {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final EndOffsets endOffsets;
    private final StoredOffsets storedOffsets;
    private final Backlogs backlogs;
    private final ConsumerGroups groups;
    private final InstantSource clock;
    private final List<GradingLanes.Way> lanes;

    /** The oldest first; guarded by itself. */
    private final Deque<Sample> samples = new ArrayDeque<>();

    private @Nullable Relay relay;

    Pipeline(
            EndOffsets endOffsets,
            StoredOffsets storedOffsets,
            Backlogs backlogs,
            ConsumerGroups groups,
            InstantSource clock,
            GradingLanes lanes) {
        this.endOffsets = endOffsets;
        this.storedOffsets = storedOffsets;
        this.backlogs = backlogs;
        this.groups = groups;
        this.clock = clock;
        this.lanes = lanes.all();
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("pipeline", EVERY, this::look);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    PipelineView view() {
        Sample now = sample();
        Sample earlier;
        synchronized (samples) {
            earlier = samples.peekFirst();
        }
        return new PipelineView(
                now.at(),
                earlier == null ? 0 : Duration.between(earlier.at(), now.at()).toSeconds(),
                lanes.stream().map(lane -> flow(lane, now, earlier)).toList(),
                lanes.stream().flatMap(this::graders).toList());
    }

    private LaneFlow flow(GradingLanes.Way lane, Sample now, @Nullable Sample earlier) {
        return new LaneFlow(
                lane.lane().tag(),
                now.perSecond(lane.submitted().topicName(), earlier),
                now.perSecond(lane.graded().topicName(), earlier),
                now.perSecond(counted(lane), earlier),
                waiting(backlogs.ofGroup(lane.submitted(), lane.group()), now.at()),
                waiting(backlogs.ofStored(lane.graded()), now.at()));
    }

    private Stream<Grader> graders(GradingLanes.Way lane) {
        return groups.members(lane.group()).stream()
                .map(member -> new Grader(
                        lane.lane().tag(),
                        member.id(),
                        member.host(),
                        member.partitions().stream()
                                .filter(partition -> partition
                                        .topic()
                                        .equals(lane.submitted().topicName()))
                                .map(TopicPartition::partition)
                                .sorted()
                                .toList()));
    }

    private static @Nullable Waiting waiting(Optional<Backlogs.Backlog> backlog, Instant now) {
        return backlog.map(told -> new Waiting(
                        told.records(),
                        told.oldest() == null
                                ? 0
                                : Math.max(
                                        0, Duration.between(told.oldest(), now).toMillis() / 1000.0)))
                .orElse(null);
    }

    private boolean look() {
        Sample sample = sample();
        synchronized (samples) {
            samples.addLast(sample);
            while (samples.size() > 1
                    && samples.getFirst().at().isBefore(sample.at().minus(WINDOW))) {
                samples.removeFirst();
            }
        }
        return false;
    }

    private Sample sample() {
        Map<String, Long> counts = new HashMap<>();
        for (GradingLanes.Way lane : lanes) {
            for (Topic topic : List.of(lane.submitted(), lane.graded())) {
                endOffsets.now(List.of(topic.topicName())).ifPresent(ends -> counts.put(topic.topicName(), sum(ends)));
            }
            counts.put(
                    counted(lane),
                    sum(StoredOffsets.next(
                            storedOffsets.of(List.of(lane.graded().topicName())))));
        }
        return new Sample(clock.instant(), counts);
    }

    private static String counted(GradingLanes.Way lane) {
        return lane.lane().tag() + " counted";
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
