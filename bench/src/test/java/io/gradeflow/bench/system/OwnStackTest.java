package io.gradeflow.bench.system;

import static io.gradeflow.devstack.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.devstack.local.LocalPorts;
import io.gradeflow.devstack.local.LocalStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnStackTest {

    private final AtomicInteger cleared = new AtomicInteger();

    @TempDir
    Path home;

    @Test
    void shouldEndThoughAPartIsBeingStartedAndBeginNothingAfterwards() throws InterruptedException {
        CountDownLatch starting = new CountDownLatch(1);
        AtomicReference<@Nullable OwnStack> own = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread owner = Thread.ofPlatform().start(() -> {
            OwnStack stack = notStarted(what -> {
                starting.countDown();
                Pause.of(Duration.ofMinutes(1));
            });
            own.set(stack);
            try {
                stack.renew();
            } catch (BenchException e) {
                failure.set(e);
            }
        });
        assertThat(starting.await(10, TimeUnit.SECONDS)).isTrue();

        OwnStack stack = own.get();
        assertThat(stack).isNotNull();
        stack.endNow();

        await().until(() -> !owner.isAlive());
        assertThat(failure.get()).hasMessageContaining("Interrupted");
        assertThat(cleared).as("once before the start, once at the end").hasValue(2);
        assertThat(stack.isEnded()).isTrue();
        assertThatThrownBy(stack::renew).isInstanceOf(BenchException.class).hasMessageContaining("was ended");
        assertThatThrownBy(() -> stack.change(cleared::incrementAndGet)).isInstanceOf(BenchException.class);
        assertThat(cleared).hasValue(2);
    }

    private OwnStack notStarted(Consumer<String> progress) {
        OwnStack.Ground ground = new OwnStack.Ground() {
            @Override
            public void prepare() {
                assertThat(cleared).hasValue(1);
            }

            @Override
            public void clear() {
                cleared.incrementAndGet();
            }
        };
        return OwnStack.notStarted(new LocalStack(home, home, LocalPorts.free()), ground, progress);
    }
}
