package io.gradeflow.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTest {

    private static final Duration NEVER = Duration.ofHours(1);
    /** In which one that didn't gather would have run long since. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();

    private boolean takeAll() {
        taken.addAndGet(waiting.getAndSet(0));
        runs.incrementAndGet();
        return false;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 300})
    void shouldRunAtOnceAndWheneverItIsSignalledAndHasGathered(long gathering) {
        try (Relay relay = Relay.start("relay", NEVER, Duration.ofMillis(gathering), this::takeAll)) {
            await().until(() -> runs.get() == 1);
            waiting.incrementAndGet();
            relay.signal();
            await().until(() -> taken.get() == 1);
        }
    }

    @Test
    void shouldTakeTogetherWhatIsSignalledWhileItGathersAndNotKeepItAtItsEnd() {
        Relay relay = Relay.start("relay", NEVER, NEVER, this::takeAll);
        await().until(() -> runs.get() == 1);
        for (int i = 0; i < 100; i++) {
            waiting.incrementAndGet();
            relay.signal();
        }
        await().during(MOMENT).until(() -> runs.get() == 1);

        long begin = System.nanoTime();
        relay.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(taken).hasValue(100);
        assertThat(runs).hasValue(2);
    }

    @Test
    void shouldGatherNothingWhileMoreWaits() {
        try (Relay relay = Relay.start("relay", NEVER, NEVER, () -> runs.incrementAndGet() < 5)) {
            await().until(() -> runs.get() == 5);
        }
    }

    @Test
    void shouldTryAgainWhatFails() {
        Relay.Step step = () -> {
            if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            return false;
        };
        try (Relay relay = Relay.start("relay", NEVER, step)) {
            await().until(() -> runs.get() == 3);
        }
    }
}
