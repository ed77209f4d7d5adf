package io.gradeflow.grader;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The grader's clock in tests: whoever asks it on a thread of the slow lane can be made to wait there, and it counts what the live lane asks. */
@ApplicationScoped
class HeldClock {

    private static final String SLOW_LANE = "slow-lane";
    private static final String LIVE_LANE = "live-lane";

    /** While it is open, the slow lane stands still at its next grade. */
    static final class Hold implements AutoCloseable {

        private final CountDownLatch held = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        boolean holds() {
            return held.getCount() == 0;
        }

        @Override
        public void close() {
            hold = null;
            released.countDown();
        }
    }

    private static volatile @Nullable Hold hold;

    private static final AtomicInteger ASKED_BY_LIVE_LANE = new AtomicInteger();

    /** Once for each grade, as soon as it is known. */
    static int askedByLiveLane() {
        return ASKED_BY_LIVE_LANE.get();
    }

    static Hold holdSlowLane() {
        Hold opened = new Hold();
        hold = opened;
        return opened;
    }

    @Produces
    @Singleton
    InstantSource instantSource() {
        return HeldClock::now;
    }

    private static Instant now() {
        if (Thread.currentThread().getName().startsWith(LIVE_LANE)) {
            ASKED_BY_LIVE_LANE.incrementAndGet();
        }
        Hold present = hold;
        if (present != null && Thread.currentThread().getName().startsWith(SLOW_LANE)) {
            present.held.countDown();
            try {
                present.released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while held", e);
            }
        }
        return Instant.now();
    }
}
