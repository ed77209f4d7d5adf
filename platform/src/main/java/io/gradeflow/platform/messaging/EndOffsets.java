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
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where topics begin and end now, and how far consumer groups have come, as the broker says. Never waits long for an answer. */
@ApplicationScoped
public class EndOffsets {

    /** @param asked by {@link System#nanoTime} */
    private record Known(List<TopicPartition> partitions, long asked) {}

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
        return broker.ask(
                admin -> admin.listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                        .partitionsToOffsetAndMetadata(group),
                committed -> committed.entrySet().stream()
                        .filter(entry -> entry.getValue() != null)
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue()))));
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed.offset();
    }

    private Optional<Map<TopicPartition, Long>> ask(List<String> topics) {
        return offsets(topics, OffsetSpec.latest());
    }

    private Optional<Map<TopicPartition, Long>> offsets(List<String> topics, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (String topic : topics) {
            Optional<List<TopicPartition>> ofTopic = partitionsOf(topic);
            if (ofTopic.isEmpty()) {
                return Optional.empty();
            }
            ofTopic.get().forEach(partition -> wanted.put(partition, which));
        }
        return broker.ask(
                admin -> admin.listOffsets(wanted).all(),
                offsets -> offsets.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().offset())));
    }

    private Optional<List<TopicPartition>> partitionsOf(String topic) {
        Known known = partitions.get(topic);
        long now = System.nanoTime();
        if (known != null && now - known.asked() < lookedUpEvery.toNanos()) {
            return Optional.of(known.partitions());
        }
        Optional<List<TopicPartition>> described = broker.ask(
                admin -> admin.describeTopics(List.of(topic)).allTopicNames(),
                topics -> Objects.requireNonNull(topics.get(topic)).partitions().stream()
                        .map(TopicPartitionInfo::partition)
                        .map(partition -> new TopicPartition(topic, partition))
                        .toList());
        described.ifPresent(found -> partitions.put(topic, new Known(found, now)));
        return described;
    }
}
