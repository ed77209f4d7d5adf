package io.gradeflow.platform.messaging;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of several partitions worked on by several threads, each partition by one of them: where much comes at once, one reads and judges
 * while another waits for the database or the broker.
 */
public final class SideBySide {

    /** Fewer records than this in a share aren't worth a thread and a transaction or an acknowledgement of their own. */
    private static final int FEWEST = 500;

    /** What is done with a share; it may wait. */
    public interface Work<T> {
        void on(T share) throws InterruptedException;
    }

    /** What is made of a share; it may wait. */
    public interface Making<T, R> {
        R of(T share) throws InterruptedException;
    }

    private SideBySide() {}

    /**
     * Deals the partitions out to shares that hold about as many records.
     *
     * @param most shares; there are fewer where there are few records or partitions, and one at least
     */
    public static <K, V> List<Map<TopicPartition, List<ConsumerRecord<K, V>>>> shares(
            Map<TopicPartition, List<ConsumerRecord<K, V>>> records, int most) {
        int all = size(records);
        int count = Math.max(1, Math.min(Math.min(most, records.size()), all / FEWEST));
        List<Map<TopicPartition, List<ConsumerRecord<K, V>>>> shares = new ArrayList<>();
        for (int share = 0; share < count; share++) {
            shares.add(new HashMap<>());
        }
        records.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        partition -> -partition.getValue().size()))
                .forEach(partition -> shares.stream()
                        .min(Comparator.comparingInt(SideBySide::size))
                        .orElseThrow()
                        .put(partition.getKey(), partition.getValue()));
        return shares;
    }

    /** The same of what a poll gave. */
    public static <K, V> List<ConsumerRecords<K, V>> shares(ConsumerRecords<K, V> records, int most) {
        return shares(
                        records.partitions().stream().collect(Collectors.toMap(Function.identity(), records::records)),
                        most)
                .stream()
                .map(share -> new ConsumerRecords<>(share, Map.of()))
                .toList();
    }

    private static <K, V> int size(Map<TopicPartition, List<ConsumerRecord<K, V>>> share) {
        return share.values().stream().mapToInt(List::size).sum();
    }

    /**
     * Works on all shares at the same time, the last of them on the caller's thread, and returns when every one is done.
     *
     * @param shares at least one
     * @throws RuntimeException what one of them threw, with what others threw as suppressed
     * @throws IllegalStateException if the caller is interrupted; so are the others then, which may still be at work
     */
    public static <T> void run(List<T> shares, Work<T> work) {
        map(shares, share -> {
            work.on(share);
            return share;
        });
    }

    /**
     * The same, with what is made of each share, in their order.
     *
     * @throws RuntimeException as {@link #run} does
     */
    public static <T, R> List<R> map(List<T> shares, Making<T, R> making) {
        List<FutureTask<R>> tasks = shares.stream()
                .map(share -> new FutureTask<>(() -> uninterrupted(making, share)))
                .toList();
        tasks.subList(0, tasks.size() - 1)
                .forEach(task -> Thread.ofPlatform()
                        .daemon()
                        .name(Thread.currentThread().getName() + " beside")
                        .start(task));
        tasks.getLast().run();
        List<R> made = new ArrayList<>();
        RuntimeException failure = null;
        for (FutureTask<R> task : tasks) {
            try {
                made.add(task.get());
            } catch (ExecutionException e) {
                if (failure == null) {
                    failure = e.getCause() instanceof RuntimeException thrown
                            ? thrown
                            : new IllegalStateException("work beside failed", e.getCause());
                } else {
                    failure.addSuppressed(e.getCause());
                }
            } catch (InterruptedException e) {
                tasks.forEach(other -> other.cancel(true));
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while others work beside", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return made;
    }

    /** Who is interrupted stays so, for the caller is to see it where it waits for the others. */
    private static <T, R> R uninterrupted(Making<T, R> making, T share) {
        try {
            return making.of(share);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before all was done", e);
        }
    }
}
