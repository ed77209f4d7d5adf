package io.gradeflow.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourtesyTest {

    private static final Duration TOOK = Duration.ofMillis(80);

    private Instant now = Instant.parse("2026-11-25T09:00:00Z");
    private Courtesy courtesy = new Courtesy(() -> now, Optional.empty());

    @Test
    void shouldLeaveAllToTheSlowLaneWhereNothingIsLive() {
        assertThat(courtesy.due(TOOK)).isZero();
    }

    @Test
    void shouldLetTheSlowLaneRestAsLongAsItWorkedWhileLiveRecordsCome() {
        courtesy.live();

        assertThat(courtesy.due(TOOK)).isEqualTo(TOOK);
        now = now.plusSeconds(2);
        assertThat(courtesy.due(TOOK)).isEqualTo(TOOK);
        now = now.plusMillis(1);
        assertThat(courtesy.due(TOOK)).isZero();
    }

    @Test
    void shouldLetOneAtATimeWorkInTheSlowLaneWhileLiveRecordsCome() throws Exception {
        courtesy.live();
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> portions = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                portions.add(threads.submit(() -> courtesy.slowly(() -> {
                    most.accumulateAndGet(working.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    working.decrementAndGet();
                })));
            }
            for (Future<?> portion : portions) {
                portion.get();
            }
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void shouldLetOneProcessAtATimeWorkInTheSlowLaneOfAMachine(@TempDir Path directory) throws Exception {
        Optional<Path> shared = Optional.of(directory.resolve("turn"));
        Courtesy one = new Courtesy(() -> now, shared);
        Courtesy other = new Courtesy(() -> now, shared);
        one.live();
        other.live();
        AtomicBoolean working = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            one.<InterruptedException>slowly(() -> {
                working.set(true);
                threads.submit(() -> other.slowly(() -> {
                    assertThat(working).isFalse();
                    begun.countDown();
                }));
                // Not as long as a process is waited for that stands still with the turn.
                assertThat(begun.await(100, TimeUnit.MILLISECONDS)).isFalse();
                working.set(false);
            });
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldNotStandStillWithAProcessThatHasTheTurn(@TempDir Path directory) throws Exception {
        Optional<Path> shared = Optional.of(directory.resolve("turn"));
        Courtesy still = new Courtesy(() -> now, shared);
        still.live();
        courtesy = new Courtesy(() -> now, shared);
        courtesy.live();
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch hasIt = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(1)) {
            threads.submit(() -> {
                still.<InterruptedException>slowly(() -> {
                    hasIt.countDown();
                    goOn.await();
                });
                return null;
            });
            hasIt.await();
            AtomicBoolean done = new AtomicBoolean();
            courtesy.slowly(() -> done.set(true));
            assertThat(done).isTrue();
            goOn.countDown();
        }
    }

    @Test
    void shouldLetThemWorkSideBySideWhereNothingIsLive() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> one = threads.submit(() -> meet(together));
            Future<?> other = threads.submit(() -> meet(together));
            one.get(10, TimeUnit.SECONDS);
            other.get(10, TimeUnit.SECONDS);
        }
    }

    private Void meet(CyclicBarrier together) throws Exception {
        courtesy.<Exception>slowly(() -> together.await(10, TimeUnit.SECONDS));
        return null;
    }

    @Test
    void shouldTellWhetherTheSlowLaneWasAtWork() {
        assertThat(courtesy.isSlowLaneAtWork(Duration.ofSeconds(10))).isFalse();
        courtesy.slowly(() -> {});

        now = now.plusSeconds(9);
        assertThat(courtesy.isSlowLaneAtWork(Duration.ofSeconds(10))).isTrue();
        now = now.plusSeconds(1);
        assertThat(courtesy.isSlowLaneAtWork(Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void shouldNeverLetTheSlowLaneStandStill() {
        courtesy.live();

        assertThat(courtesy.due(Duration.ofMinutes(1))).isEqualTo(Duration.ofMillis(500));
    }
}
