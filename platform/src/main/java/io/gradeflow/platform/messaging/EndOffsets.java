package io.gradeflow.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Where topics begin and end now, and how far consumer groups have come, as the broker says. Never waits long for an answer. */
@ApplicationScoped
public class EndOffsets {

    /** @param asked by {@link System#nanoTime} */
    private record Known(List<TopicPartition> partitions, long asked) {

        static Known of(TopicDescription topic, long asked) {
            return new Known(
                    topic.partitions().stream()
                            .map(TopicPartitionInfo::partition)
                            .map(partition -> new TopicPartition(topic.name(), partition))
                            .toList(),
                    asked);
        }
    }

    /** @param asked by {@link System#nanoTime} */
    private record Kept(Map<TopicPartition, Long> first, long asked) {}

    /** Brokers drop what is too old every some minutes. */
    private static final Duration KEPT_IS_LOOKED_UP_EVERY = Duration.ofSeconds(1);

    private final BrokerAdmin broker;
    private final Map<List<String>, Shared<Optional<Map<TopicPartition, Long>>>> asked = new ConcurrentHashMap<>();
    private final Map<String, Known> partitions = new ConcurrentHashMap<>();
    private final Map<List<String>, Kept> kept = new ConcurrentHashMap<>();
    private final Duration lookedUpEvery;

    /** @param lookedUpEvery how soon partitions are seen that a topic has got since */
    EndOffsets(
            BrokerAdmin broker,
            @ConfigProperty(name = "gradeflow.topics.looked-up-every", defaultValue = "1M") Duration lookedUpEvery) {
        this.broker = broker;
        this.lookedUpEvery = lookedUpEvery;
    }

    /**
     * The next offset of each partition, asked for after this call began; concurrent callers share one question.
     *
     * @return empty if the broker doesn't answer in time
     */
    public Optional<Map<TopicPartition, Long>> now(List<String> topics) {
        return asked.computeIfAbsent(topics, key -> new Shared<>(() -> ask(key)))
                .get();
    }

    /**
     * The offset of the first record of each partition that is kept still, as it was a second ago at most; empty if the broker doesn't
     * answer in time.
     */
    public Optional<Map<TopicPartition, Long>> first(List<String> topics) {
        Kept known = kept.get(topics);
        long now = System.nanoTime();
        if (known != null && now - known.asked() < KEPT_IS_LOOKED_UP_EVERY.toNanos()) {
            return Optional.of(known.first());
        }
        Optional<Map<TopicPartition, Long>> first = offsets(topics, OffsetSpec.earliest());
        first.ifPresent(found -> kept.put(topics, new Kept(found, now)));
        return first;
    }

    /** The offsets that a group has committed, empty if the broker doesn't answer in time. */
    public Optional<Map<TopicPartition, Long>> committed(String group) {
        return committed(List.of(group)).map(groups -> groups.getOrDefault(group, Map.of()));
    }

    /** The offsets that each of the groups has committed, by its name; empty if the broker doesn't answer in time. */
    public Optional<Map<String, Map<TopicPartition, Long>>> committed(List<String> groups) {
        return broker.ask(
                admin -> admin.listConsumerGroupOffsets(groups.stream()
                                .distinct()
                                .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                        .all(),
                committed -> committed.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, group -> offsets(group.getValue()))));
    }

    /** A partition of which nothing was ever committed has none. */
    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, @Nullable OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }

    private Optional<Map<TopicPartition, Long>> ask(List<String> topics) {
        return offsets(topics, OffsetSpec.latest());
    }

    private Optional<Map<TopicPartition, Long>> offsets(List<String> topics, OffsetSpec which) {
        if (!lookUp(topics)) {
            return Optional.empty();
        }
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (String topic : topics) {
            Objects.requireNonNull(partitions.get(topic))
                    .partitions()
                    .forEach(partition -> wanted.put(partition, which));
        }
        return broker.ask(
                admin -> admin.listOffsets(wanted).all(),
                offsets -> offsets.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().offset())));
    }

    /** Looks up which partitions the topics have, where that isn't known or was asked too long ago; false if the broker doesn't tell. */
    private boolean lookUp(List<String> topics) {
        long now = System.nanoTime();
        List<String> unknown = topics.stream()
                .filter(topic -> {
                    Known known = partitions.get(topic);
                    return known == null || now - known.asked() >= lookedUpEvery.toNanos();
                })
                .toList();
        if (unknown.isEmpty()) {
            return true;
        }
        Optional<Map<String, TopicDescription>> described =
                broker.ask(admin -> admin.describeTopics(unknown).allTopicNames(), told -> told);
        described.ifPresent(
                found -> found.forEach((topic, description) -> partitions.put(topic, Known.of(description, now))));
        return described.isPresent();
    }
}
