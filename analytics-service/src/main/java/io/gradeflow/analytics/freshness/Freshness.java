package io.gradeflow.analytics.freshness;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.EndOffsets;
import io.gradeflow.platform.messaging.StoredOffsets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Says how far figures reach: what graders have still to grade, and which grades and endings of attempts are still to be
 * counted. An ending counts as one, however many answers wait for it. What waits for an exam to end is on no way: it was
 * applied, and is withheld.
 */
@ApplicationScoped
public class Freshness {

    /**
     * @param asOf as {@code TopicAccuracy} has it
     * @param pending as {@code TopicAccuracy} has it; null while the broker can't be asked
     */
    public record Reach(@Nullable Instant asOf, @Nullable Long pending) {}

    private record Lane(String submitted, String graded, String group) {}

    private final EndOffsets endOffsets;
    private final InstantSource clock;
    private final List<Lane> lanes;
    private final List<String> countedTopics;

    Freshness(
            EndOffsets endOffsets,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.graders.live-group") String liveGroup,
            @ConfigProperty(name = "gradeflow.graders.slow-group") String slowGroup) {
        this.endOffsets = endOffsets;
        this.clock = clock;
        this.lanes = List.of(
                new Lane(Topic.ANSWERS_SUBMITTED.topicName(), Topic.ANSWERS_GRADED.topicName(), liveGroup),
                new Lane(Topic.ANSWERS_RESUBMITTED.topicName(), Topic.ANSWERS_REGRADED.topicName(), slowGroup));
        this.countedTopics = Stream.concat(
                        lanes.stream().map(Lane::graded), Stream.of(Topic.ATTEMPTS_FINISHED.topicName()))
                .toList();
    }

    /**
     * Asks the broker, in the order that makes "nothing waits" true: first what was submitted, then how much of it is graded,
     * then where grades and endings of attempts end. Empty if it doesn't answer.
     */
    public Optional<LogEnds> ends() {
        Map<TopicPartition, Long> ungraded = new HashMap<>();
        for (Lane lane : lanes) {
            Optional<Map<TopicPartition, Long>> submitted = endOffsets.now(List.of(lane.submitted()));
            Optional<Map<TopicPartition, Long>> finished = endOffsets.committed(lane.group());
            if (submitted.isEmpty() || finished.isEmpty()) {
                return Optional.empty();
            }
            submitted
                    .get()
                    .forEach((partition, end) -> ungraded.put(
                            partition, Math.max(0, end - finished.get().getOrDefault(partition, 0L))));
        }
        return endOffsets.now(countedTopics).map(counted -> new LogEnds(ungraded, counted));
    }

    /** How far the figures reach that are read with the same handle, in one snapshot. */
    public Reach reach(Handle handle, Optional<LogEnds> ends) {
        Map<TopicPartition, StoredOffsets.Applied> applied = StoredOffsets.of(handle, countedTopics);
        if (ends.isEmpty()) {
            return new Reach(earliest(applied, applied.keySet()), null);
        }
        long pending = 0;
        Set<TopicPartition> waiting = new HashSet<>();
        for (Map.Entry<TopicPartition, Long> end : ends.get().counted().entrySet()) {
            StoredOffsets.Applied counted = applied.get(end.getKey());
            long uncounted = Math.max(0, end.getValue() - (counted == null ? 0 : counted.nextOffset()));
            pending += uncounted;
            if (uncounted > 0) {
                waiting.add(end.getKey());
            }
        }
        for (Map.Entry<TopicPartition, Long> left : ends.get().ungraded().entrySet()) {
            pending += left.getValue();
            if (left.getValue() > 0) {
                waiting.add(gradedPartition(left.getKey()));
            }
        }
        return new Reach(waiting.isEmpty() ? clock.instant() : earliest(applied, waiting), pending);
    }

    /** An answer's grade has the answer's key, so it goes to the partition of the same number. */
    private TopicPartition gradedPartition(TopicPartition submitted) {
        return lanes.stream()
                .filter(lane -> lane.submitted().equals(submitted.topic()))
                .map(lane -> new TopicPartition(lane.graded(), submitted.partition()))
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
