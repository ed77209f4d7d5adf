package io.gradeflow.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    @Test
    void shouldDealPartitionsOutToSharesOfAboutTheSameSize() {
        var shares = SideBySide.shares(records(Map.of(0, 2_000, 1, 700, 2, 600, 3, 900)), 2);

        assertThat(shares).hasSize(2);
        assertThat(shares.stream().map(SideBySideTest::size)).containsExactlyInAnyOrder(2_000, 2_200);
        assertThat(shares.stream().flatMap(share -> share.keySet().stream()))
                .containsExactlyInAnyOrder(partition(0), partition(1), partition(2), partition(3));
    }

    @Test
    void shouldKeepAPartitionInOneShareAndFewRecordsTogether() {
        assertThat(SideBySide.shares(records(Map.of(0, 9_000)), 2)).hasSize(1);
        assertThat(SideBySide.shares(records(Map.of(0, 400, 1, 400)), 2)).hasSize(1);
        assertThat(SideBySide.shares(records(Map.of(0, 500, 1, 500)), 2)).hasSize(2);
        assertThat(SideBySide.shares(records(Map.of()), 2)).hasSize(1);
    }

    @Test
    void shouldWorkOnAllSharesAtTheSameTime() {
        CyclicBarrier allAreThere = new CyclicBarrier(3);
        Set<Integer> done = ConcurrentHashMap.newKeySet();

        SideBySide.run(List.of(1, 2, 3), share -> {
            await(allAreThere);
            done.add(share);
        });

        assertThat(done).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void shouldGiveWhatIsMadeOfEachShareInTheirOrderWhoeverIsDoneFirst() {
        CountDownLatch lastIsDone = new CountDownLatch(1);

        List<String> made = SideBySide.map(List.of(1, 2), share -> {
            if (share == 2) {
                lastIsDone.countDown();
            } else {
                lastIsDone.await();
            }
            return "of " + share;
        });

        assertThat(made).containsExactly("of 1", "of 2");
    }

    /** The last share is the caller's own: the other one goes on only when the caller waits for it, or is gone too early. */
    @Test
    void shouldReturnOnlyWhenAllAreDoneAndThrowWhatOneThrew() {
        CyclicBarrier bothAreThere = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        Set<Integer> done = ConcurrentHashMap.newKeySet();

        assertThatThrownBy(() -> SideBySide.run(List.of(1, 2), share -> {
                    await(bothAreThere);
                    if (share == 2) {
                        throw new IllegalArgumentException("of the second");
                    }
                    awaitThatItWaits(caller);
                    done.add(share);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of the second");
        assertThat(done).containsExactly(1);
    }

    private static Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records(Map<Integer, Integer> counts) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new HashMap<>();
        counts.forEach((partition, count) -> records.put(
                partition(partition),
                Collections.nCopies(count, new ConsumerRecord<>("answers", partition, 0, "ada", new byte[0]))));
        return records;
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("answers", number);
    }

    private static int size(Map<TopicPartition, ? extends List<?>> share) {
        return share.values().stream().mapToInt(List::size).sum();
    }

    /** For another one, and not at the barrier; whoever returned runs on into the assertion meanwhile. */
    private static void awaitThatItWaits(Thread caller) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .until(() -> caller.getState() == Thread.State.WAITING
                        && Arrays.stream(caller.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().equals(FutureTask.class.getName())
                                        && frame.getMethodName().equals("get")));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
