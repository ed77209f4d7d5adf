package io.gradeflow.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CourtesyTest {

    private static final Duration TOOK = Duration.ofMillis(80);

    private Instant now = Instant.parse("2026-11-25T09:00:00Z");
    private final Courtesy courtesy = new Courtesy(() -> now);

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
