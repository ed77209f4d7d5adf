package io.gradeflow.attempt.catalog;

import io.gradeflow.events.Topic;
import io.gradeflow.platform.messaging.EndOffsets;
import io.gradeflow.platform.messaging.StoredOffsets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Whoever saw an import succeed may start an attempt at once, and gets the imported questions: the start waits until
 * everything that stood in {@code banks} when it was asked for is applied here. While the broker can't be asked, starts go
 * on with what is here.
 */
@ApplicationScoped
class BanksBarrier {

    /** What has to be applied: the end of each partition at one moment. */
    record Target(Map<TopicPartition, Long> ends) {}

    private static final List<String> BANKS = List.of(Topic.BANKS.topicName());

    private final EndOffsets endOffsets;
    private final StoredOffsets stored;

    BanksBarrier(EndOffsets endOffsets, StoredOffsets stored) {
        this.endOffsets = endOffsets;
        this.stored = stored;
    }

    Target target() {
        return new Target(endOffsets.now(BANKS).orElse(Map.of()));
    }

    boolean reached(Target target) {
        if (target.ends().isEmpty()) {
            return true;
        }
        Map<TopicPartition, StoredOffsets.Applied> applied = stored.of(BANKS);
        return target.ends().entrySet().stream().allMatch(end -> {
            StoredOffsets.Applied reached = applied.get(end.getKey());
            return end.getValue() == 0 || (reached != null && reached.nextOffset() >= end.getValue());
        });
    }
}
