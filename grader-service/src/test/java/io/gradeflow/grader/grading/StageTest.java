package io.gradeflow.grader.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageTest {

    private final Stage stage = new Stage("test-stage");
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void shouldWorkOnOneAfterTheOtherWhileWhoeverHandsOverWaitsWithTheNext() throws Exception {
        CountDownLatch acknowledged = new CountDownLatch(1);
        try (var before = Executors.newVirtualThreadPerTaskExecutor()) {
            stage.next(() -> {
                acknowledged.await();
                done.add("first");
            });

            Future<Void> second = before.submit(() -> {
                stage.next(() -> done.add("second"));
                return null;
            });
            try {
                await().during(Duration.ofMillis(200)).until(() -> !second.isDone() && done.isEmpty());
            } finally {
                acknowledged.countDown();
            }
            second.get();
        }
        await().untilAsserted(() -> assertThat(done).containsExactly("first", "second"));
        assertThat(stage.hasFailed()).isFalse();
    }

    @Test
    void shouldWorkOnNothingAfterWhatFailedAndTellSoAtOnce() throws Exception {
        stage.next(() -> {
            throw new IllegalArgumentException("of the first");
        });

        await().until(stage::hasFailed);
        for (int tried = 0; tried < 2; tried++) {
            assertThatThrownBy(() -> stage.next(() -> done.add("second")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("of the first");
        }
        assertThat(done).isEmpty();
    }

    @Test
    void shouldLetWhatItHasBeDoneWhenItClosesAndTakeNothingMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch acknowledged = new CountDownLatch(1);
        stage.next(() -> {
            begun.countDown();
            acknowledged.await();
            done.add("first");
        });
        begun.await();

        Thread closing = Thread.startVirtualThread(stage::close);
        await().during(Duration.ofMillis(200)).until(closing::isAlive);
        acknowledged.countDown();
        closing.join();

        stage.next(() -> done.add("second"));
        assertThat(done).containsExactly("first");
    }
}
