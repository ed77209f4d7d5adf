package io.gradeflow.devstack.local;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackLockTest {

    @TempDir
    Path home;

    /** As at Ctrl-C, whose hook is another thread of the same process. */
    @Test
    void shouldLetWhoStopsTheStackWaitForWhoIsStartingIt() {
        LocalPorts ports = LocalPorts.free();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> up =
                CompletableFuture.runAsync(() -> new LocalStack(home, home, ports).up(1, what -> halt(begun, goOn)));
        await().until(() -> begun.getCount() == 0);

        CompletableFuture<Void> down = new CompletableFuture<>();
        Thread end = Thread.ofPlatform().start(() -> {
            try {
                new LocalStack(home, home, ports).down(what -> {});
                down.complete(null);
            } catch (RuntimeException e) {
                down.completeExceptionally(e);
            }
        });
        await().until(() -> end.getState() == Thread.State.WAITING || down.isDone());
        assertThat(down).isNotDone();
        goOn.countDown();

        assertThatThrownBy(up::join).isInstanceOf(CompletionException.class).hasMessageContaining("given up");
        assertThat(down).succeedsWithin(Duration.ofSeconds(10));
    }

    private static void halt(CountDownLatch begun, CountDownLatch goOn) {
        begun.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new LocalStackException("given up");
    }
}
