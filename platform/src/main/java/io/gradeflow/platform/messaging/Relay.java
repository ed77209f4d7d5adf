package io.gradeflow.platform.messaging;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs a step on a thread of its own: when signalled, at once or after it has gathered for a moment, and at an interval, so that a signal lost with a crashed
 * process delays work and never loses it. A failing step is tried again with growing pauses, for ever: when a store or the
 * broker is away, the work waits.
 *
 * <p>The thread is none of the virtual ones, which share as many as there are processors, each until it waits for something: a step
 * that reads thousands of rows would keep requests waiting.
 */
public final class Relay implements AutoCloseable {

    /** One portion of work. */
    @FunctionalInterface
    public interface Step {
        /** @return whether so much waits that the step should run again at once, or something of which no signal tells */
        boolean run() throws Exception;
    }

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Step step;
    private final Duration interval;
    private final Duration gathering;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    private Relay(String name, Duration interval, Duration gathering, Step step) {
        this.name = name;
        this.step = step;
        this.interval = interval;
        this.gathering = gathering;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::loop);
    }

    /** Starts the thread; the first run is at once. */
    public static Relay start(String name, Duration interval, Step step) {
        return start(name, interval, Duration.ZERO, step);
    }

    /**
     * The same for work that costs less where much is done together.
     *
     * @param gathering how much time lies between a run and the next that is signalled, unless the first says that more waits; what was
     *     signalled meanwhile is done together, at the end of the relay as well
     */
    public static Relay start(String name, Duration interval, Duration gathering, Step step) {
        Relay relay = new Relay(name, interval, gathering, step);
        relay.thread.start();
        return relay;
    }

    /** Says that work may be waiting. Never blocks. */
    public void signal() {
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    /** Lets the running step end, and returns when it has, or after ten seconds. */
    @Override
    public void close() {
        closing.countDown();
        signals.release();
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        Duration pause = FIRST_PAUSE;
        while (closing.getCount() > 0) {
            try {
                signals.drainPermits();
                boolean more = step.run();
                pause = FIRST_PAUSE;
                if (!more) {
                    await(System.nanoTime() + gathering.toNanos());
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception | Error e) {
                LOG.warnf(e, "%s failed and tries again in %d ms", name, pause.toMillis());
                if (!rest(pause)) {
                    return;
                }
                pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
        if (!gathering.isZero()) {
            doWhatGathered();
        }
    }

    private void doWhatGathered() {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | Error e) {
            LOG.warnf(e, "%s failed at its end", name);
        }
    }

    private void await(long notBefore) throws InterruptedException {
        // A signal that comes while the step runs leaves a permit, so this goes on at once and nothing is missed.
        if (signals.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
            closing.await(notBefore - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private boolean rest(Duration pause) {
        try {
            return !closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
