package io.gradeflow.grader.grading;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Works on one batch after the other, on a thread of its own. While it has one, the stage before works on the next, and waits with that for its
 * end: there is never a third.
 */
final class Stage implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Stage.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What is done with a batch; it may wait. */
    interface Work {
        void run() throws InterruptedException;
    }

    private final String name;
    private final ExecutorService thread;
    /** Handed over by the one stage before. */
    private volatile Future<?> last = CompletableFuture.completedFuture(null);

    Stage(String name) {
        this.name = name;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** A stage does nothing any more. */
    private static final class FailedException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        FailedException(String stage, Throwable cause) {
            super(stage + " failed with the batch before", cause);
        }
    }

    /**
     * Returns when the batch before is done; this one is worked on from then on. Once this is closed, nothing is done with it.
     *
     * @throws IllegalStateException if the batch before failed: then nothing is done with this one, nor with any after it
     */
    void next(Work work) throws InterruptedException {
        try {
            last.get();
            last = thread.submit(() -> {
                run(work);
                return null;
            });
        } catch (ExecutionException | CancellationException | RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                throw new FailedException(name, e);
            }
        }
    }

    /** Logs what fails here, at once; the stage after this one has logged what failed there. */
    private void run(Work work) throws InterruptedException {
        try {
            work.run();
        } catch (FailedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (!thread.isShutdown()) {
                LOG.errorf(e, "%s failed", name);
            }
            throw e;
        }
    }

    /** Whether a batch failed, so that none is worked on any more. */
    boolean hasFailed() {
        return last.state() == Future.State.FAILED;
    }

    /** Lets the batch that it has be done, for some seconds; one that isn't then is begun anew by another grader. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
        last.cancel(true);
    }
}
