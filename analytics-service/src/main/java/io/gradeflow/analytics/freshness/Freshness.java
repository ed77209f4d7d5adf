package io.gradeflow.analytics.freshness;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.Backlogs;
import io.gradeflow.platform.messaging.EndOffsets;
import io.gradeflow.platform.messaging.GradingLanes;
import io.gradeflow.platform.messaging.StoredOffsets;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Says how far figures reach: what graders have still to grade, and which grades and endings of attempts are still to be
 * counted. An ending counts as one, however many answers wait for it. What waits for an exam to end is on no way: it was
 * applied, and is withheld. Nor is what a topic dropped before anybody read it; such answers are sent again.
 */
@ApplicationScoped
public class Freshness {

    /**
     * Answers, and endings of attempts, that are on their way to the figures, in the whole system.
     *
     * @param live what learners give now, and endings of attempts
     * @param slow what is graded anew or loaded in bulk
     */
    public record Pending(long live, long slow) {}

    /**
     * Stands in every response.
     *
     * @param asOf the time up to which everything is counted: of the partitions of which something waits, the earliest time of
     *     a last applied event; now where nothing waits; null where something waits of which nothing was ever counted
     * @param lagMillis how long ago {@code asOf} was; null where that is
     * @param pending null while the broker can't be asked
     */
    public record Reach(
            @Nullable Instant asOf,
            @Nullable Long lagMillis,
            @Nullable Pending pending) {}

    private final EndOffsets endOffsets;
    private final InstantSource clock;
    private final List<GradingLanes.Way> lanes;
    private final List<String> submittedTopics;
    private final List<String> countedTopics;

    Freshness(EndOffsets endOffsets, InstantSource clock, GradingLanes lanes) {
        this.endOffsets = endOffsets;
        this.clock = clock;
        this.lanes = lanes.all();
        this.submittedTopics =
                this.lanes.stream().map(lane -> lane.submitted().topicName()).toList();
        this.countedTopics = Stream.concat(
                        this.lanes.stream().map(GradingLanes.Way::graded), Stream.of(Topic.ATTEMPTS_FINISHED))
                .map(Topic::topicName)
                .toList();
    }

    /** Whoever looks first doesn't wait until there is a connection to the broker. */
    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("freshness").start(this::ends);
    }

    /**
     * Asks the broker, in the order that makes "nothing waits" true: first what was submitted, then how much of it is graded,
     * then where grades and endings of attempts end. Empty if it doesn't answer.
     */
    public Optional<LogEnds> ends() {
        Instant at = clock.instant();
        Optional<Map<TopicPartition, Long>> submitted = endOffsets.now(submittedTopics);
        Optional<Map<String, Map<TopicPartition, Long>>> graded =
                endOffsets.committed(lanes.stream().map(GradingLanes.Way::group).toList());
        Optional<Map<TopicPartition, Long>> kept = endOffsets.first(submittedTopics);
        if (submitted.isEmpty() || graded.isEmpty() || kept.isEmpty()) {
            return Optional.empty();
        }
        Map<TopicPartition, Long> ungraded = new HashMap<>();
        submitted.get().forEach((partition, end) -> {
            Map<TopicPartition, Long> finished =
                    graded.get().getOrDefault(lane(partition).group(), Map.of());
            ungraded.put(
                    partition,
                    Backlogs.waiting(
                            finished.getOrDefault(partition, 0L), kept.get().getOrDefault(partition, 0L), end));
        });
        Optional<Map<TopicPartition, Long>> counted = endOffsets.now(countedTopics);
        return counted.flatMap(
                ends -> endOffsets.first(countedTopics).map(first -> new LogEnds(at, ungraded, ends, first)));
    }

    /** How far the figures reach that are read with the same handle, in one snapshot. */
    public Reach reach(Handle handle, Optional<LogEnds> ends) {
        Map<TopicPartition, StoredOffsets.Applied> applied = StoredOffsets.of(handle, countedTopics);
        if (ends.isEmpty()) {
            return reach(earliest(applied, applied.keySet()), null);
        }
        Map<TopicPartition, Long> waiting = new HashMap<>();
        ends.get().counted().forEach((partition, end) -> {
            StoredOffsets.Applied counted = applied.get(partition);
            waiting.merge(
                    partition,
                    Backlogs.waiting(
                            counted == null ? 0 : counted.nextOffset(),
                            ends.get().kept().getOrDefault(partition, 0L),
                            end),
                    Long::sum);
        });
        ends.get().ungraded().forEach((partition, left) -> waiting.merge(gradedPartition(partition), left, Long::sum));
        waiting.values().removeIf(left -> left == 0);
        Instant asOf = waiting.isEmpty() ? ends.get().at() : earliest(applied, waiting.keySet());
        return reach(asOf, pending(waiting));
    }

    /** The reach of figures that were read before, told now: they reach no further than they did then. */
    public Reach still(@Nullable Instant asOf, Reach now) {
        return reach(asOf, now.pending());
    }

    private Reach reach(@Nullable Instant asOf, @Nullable Pending pending) {
        Long lag = asOf == null
                ? null
                : Math.max(0, Duration.between(asOf, clock.instant()).toMillis());
        return new Reach(asOf, lag, pending);
    }

    private static Pending pending(Map<TopicPartition, Long> waiting) {
        long all = waiting.values().stream().mapToLong(Long::longValue).sum();
        long slow = waiting.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(Topic.ANSWERS_REGRADED.topicName()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new Pending(all - slow, slow);
    }

    /** An answer's grade has the answer's key, so it goes to the partition of the same number. */
    private TopicPartition gradedPartition(TopicPartition submitted) {
        return new TopicPartition(lane(submitted).graded().topicName(), submitted.partition());
    }

    private GradingLanes.Way lane(TopicPartition submitted) {
        return lanes.stream()
                .filter(lane -> lane.submitted().topicName().equals(submitted.topic()))
                .findFirst()
                .orElseThrow();
    }

    /** Null where of one of them nothing was ever applied. */
    private static @Nullable Instant earliest(
            Map<TopicPartition, StoredOffsets.Applied> applied, Set<TopicPartition> partitions) {
        if (!applied.keySet().containsAll(partitions)) {
            return null;
        }
        return partitions.stream()
                .map(applied::get)
                .filter(Objects::nonNull)
                .map(StoredOffsets.Applied::eventTime)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
