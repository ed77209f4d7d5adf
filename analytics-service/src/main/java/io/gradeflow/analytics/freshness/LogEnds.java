package io.gradeflow.analytics.freshness;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the log stood at one moment.
 *
 * @param at the moment
 * @param ungraded per partition of the topics that graders read, how many answers they have not finished
 * @param counted the end of each partition of the topics that are counted here: grades, and endings of attempts
 * @param kept the first offset of each of these partitions that is kept still
 */
public record LogEnds(
        Instant at,
        Map<TopicPartition, Long> ungraded,
        Map<TopicPartition, Long> counted,
        Map<TopicPartition, Long> kept) {}
