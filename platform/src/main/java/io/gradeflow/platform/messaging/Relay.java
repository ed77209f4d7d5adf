package io.gradeflow.platform.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs a step on a thread of its own: at once when signalled, and at an interval, so that a signal lost with a crashed
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
        /** @return whether more work waits, so that the step should run again at once */
        boolean run() throws Exception;
    }

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Step step;
    private final Duration interval;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    private Relay(String name, Duration interval, Step step) {
        this.name = name;
        this.step = step;
        this.interval = interval;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::loop);
    }

    /** Starts the thread; the first run is at once. */
    public static Relay start(String name, Duration interval, Step step) {
        Relay relay = new Relay(name, interval, step);
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
        closed = true;
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
        while (!closed) {
            try {
                signals.drainPermits();
                boolean more = step.run();
                pause = FIRST_PAUSE;
                if (!more) {
                    await(interval);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception | Error e) {
                LOG.warnf(e, "%s failed and tries again in %d ms", name, pause.toMillis());
                if (!sleep(pause)) {
                    return;
                }
                pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private void await(Duration longest) throws InterruptedException {
        // A signal that comes while the step runs leaves a permit, so this returns at once and nothing is missed.
        if (signals.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
    }

    private boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
