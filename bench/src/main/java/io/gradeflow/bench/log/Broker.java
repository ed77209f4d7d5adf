package io.gradeflow.bench.log;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How far topics reach and groups have come, and topics of a benchmark's own, which go with it. */
public final class Broker implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrapServers;
    private final Admin admin;
    private final List<String> own = new ArrayList<>();

    public Broker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Where each partition of a topic ends. */
    public Map<TopicPartition, Long> ends(String topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    /** Where each partition of a topic begins. */
    public Map<TopicPartition, Long> beginnings(String topic) {
        return offsets(topic, OffsetSpec.earliest());
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions(topic).forEach(partition -> wanted.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(wanted).all()).forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    /** Reads what stands last in each partition, so many records at most of each. */
    public void readNewest(String topic, int most, Consumer<ConsumerRecord<String, byte[]>> seen) {
        Map<TopicPartition, Long> from = beginnings(topic);
        ends(topic).forEach((partition, end) -> from.merge(partition, end - most, Long::max));
        read(from, seen);
    }

    /**
     * Waits until a topic has grown to so many records in all partitions together, from the beginning of the log.
     *
     * @throws BenchException if it doesn't grow for two minutes
     */
    public void awaitEnd(String topic, long target) {
        await(() -> sum(ends(topic)), target, "the end of the topic " + topic);
    }

    /** Which partitions each member of a consumer group has. */
    public Map<String, Set<TopicPartition>> assignments(String group) {
        Map<String, Set<TopicPartition>> assignments = new HashMap<>();
        describe(group)
                .members()
                .forEach(member -> assignments.put(
                        member.consumerId(), Set.copyOf(member.assignment().topicPartitions())));
        return assignments;
    }

    private ConsumerGroupDescription describe(String group) {
        return Objects.requireNonNull(
                get(admin.describeConsumerGroups(List.of(group)).all()).get(group), group);
    }

    private List<TopicPartition> partitions(String topic) {
        return get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(described -> described.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** How far a consumer group has committed each partition that it has begun. */
    public Map<TopicPartition, Long> committed(String group, String topic) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (partition.topic().equals(topic) && offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    public static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Waits until a group has come so far in all partitions together.
     *
     * @return how far it has come
     * @throws BenchException if it doesn't move for two minutes
     */
    public long awaitCommitted(String group, String topic, long target) {
        return await(() -> sum(committed(group, topic)), target, "the group " + group + " in the topic " + topic);
    }

    /**
     * Waits until a consumer group has so many members, and each of them its part of all partitions.
     *
     * @throws BenchException if it hasn't after two minutes
     */
    public void awaitMembers(String group, int members) {
        await(() -> hasSettled(group, members) ? 1 : 0, 1, members + " members of the group " + group);
    }

    private boolean hasSettled(String group, int members) {
        ConsumerGroupDescription described = describe(group);
        IntSummaryStatistics parts = described.members().stream()
                .mapToInt(member -> member.assignment().topicPartitions().size())
                .summaryStatistics();
        return described.groupState() == GroupState.STABLE
                && parts.getCount() == members
                && parts.getMin() > 0
                && parts.getMax() - parts.getMin() <= 1;
    }

    static long await(LongSupplier reached, long target, String what) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        long last = reached.getAsLong();
        while (last < target) {
            if (System.nanoTime() > giveUp) {
                throw new BenchException("Waited " + PATIENCE.toMinutes() + " minutes for " + what + ", which stays at "
                        + last + " instead of " + target + ".");
            }
            Pause.of(BETWEEN_LOOKS);
            long now = reached.getAsLong();
            if (now > last) {
                last = now;
                giveUp = System.nanoTime() + PATIENCE.toNanos();
            }
        }
        return last;
    }

    /** A topic of its own with as many partitions as another; it is removed at the end, with all that stands in it. */
    public void createLike(String name, String other) {
        int partitions = partitions(other).size();
        get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) -1)))
                .all());
        own.add(name);
    }

    /** Reads what stands between some offsets and the present ends. */
    public void read(Map<TopicPartition, Long> from, Consumer<ConsumerRecord<String, byte[]>> seen) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            Collection<TopicPartition> partitions = from.keySet();
            consumer.assign(partitions);
            from.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(seen);
            }
        }
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new BenchException("The broker can't be asked: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    @Override
    public void close() {
        try {
            get(admin.deleteTopics(own).all());
        } finally {
            admin.close();
        }
    }
}
