package io.gradeflow.platform.messaging;

import io.gradeflow.events.Topic;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets a request see what its sender has seen: whoever saw a bank created or an import succeed may use it at once, because
 * the request waits until everything that stood in {@code banks} when it came is applied here. While the broker can't be
 * asked, requests go on with what is here.
 */
@Singleton
public class BanksBarrier {

    /** What has to be applied: the end of each partition at one moment; nothing where the broker didn't answer. */
    public record Target(Map<TopicPartition, Long> ends) {

        /** @param applied as {@link BanksBarrier#applied()} gave it */
        public boolean reachedBy(Map<TopicPartition, StoredOffsets.Applied> applied) {
            return ends.entrySet().stream().allMatch(end -> {
                StoredOffsets.Applied reached = applied.get(end.getKey());
                return end.getValue() == 0 || (reached != null && reached.nextOffset() >= end.getValue());
            });
        }
    }

    private static final List<String> BANKS = List.of(Topic.BANKS.topicName());

    private final EndOffsets endOffsets;
    private final StoredOffsets stored;

    BanksBarrier(EndOffsets endOffsets, StoredOffsets stored) {
        this.endOffsets = endOffsets;
        this.stored = stored;
    }

    /** Everything that stands in {@code banks} now. */
    public Target target() {
        return new Target(endOffsets.now(BANKS).orElse(Map.of()));
    }

    public boolean reached(Target target) {
        return target.ends().isEmpty() || target.reachedBy(applied());
    }

    /** What of {@code banks} is applied here now; for those who ask for many targets at once. */
    public Map<TopicPartition, StoredOffsets.Applied> applied() {
        return stored.of(BANKS);
    }
}
