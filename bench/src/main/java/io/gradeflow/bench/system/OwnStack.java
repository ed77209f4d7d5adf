package io.gradeflow.bench.system;

import io.gradeflow.bench.BenchException;
import io.gradeflow.devstack.local.LocalStack;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A local stack that lives as long as the run of a command. What an earlier run was killed and left is ended and removed when it
 * begins; all of it is ended, and its data removed, when it is closed or somebody ends the command, whatever is being done then.
 */
public final class OwnStack implements AutoCloseable {

    /** What goes with the data: made before the stack starts, taken away once it has ended. */
    public interface Ground {

        Ground NONE = new Ground() {
            @Override
            public void prepare() {
                // Nothing is needed.
            }

            @Override
            public void clear() {
                // Nothing was made.
            }
        };

        void prepare();

        /** Does nothing where nothing was made. */
        void clear();
    }

    private final LocalStack stack;
    private final Ground ground;
    private final Consumer<String> progress;
    private final Thread owner = Thread.currentThread();
    private final Thread end = new Thread(this::endNow, "own-stack-end");
    private final ReentrantLock changes = new ReentrantLock();
    private volatile boolean ended;

    private OwnStack(LocalStack stack, Ground ground, Consumer<String> progress) {
        this.stack = stack;
        this.ground = ground;
        this.progress = progress;
    }

    /** Starts all parts. */
    public static OwnStack start(LocalStack stack, Ground ground, Consumer<String> progress) {
        OwnStack own = notStarted(stack, ground, progress);
        Runtime.getRuntime().addShutdownHook(own.end);
        try {
            own.renew();
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
        return own;
    }

    static OwnStack notStarted(LocalStack stack, Ground ground, Consumer<String> progress) {
        return new OwnStack(stack, ground, progress);
    }

    /** Ends all parts, removes all data and starts one of each: as if nothing had ever happened in the system. */
    public void renew() {
        change(() -> {
            clear();
            ground.prepare();
            stack.up(1, part -> progress.accept("starting " + part));
        });
    }

    /**
     * Does something to the parts, unless the run has ended.
     *
     * @throws BenchException if it has
     */
    public void change(Runnable change) {
        changes.lock();
        try {
            if (ended) {
                throw new BenchException("The run was ended.");
            }
            change.run();
        } finally {
            changes.unlock();
        }
    }

    /** Whether somebody has ended the run; what fails from then on says nothing. */
    public boolean isEnded() {
        return ended;
    }

    private void clear() {
        stack.down(part -> {});
        ground.clear();
        stack.wipe();
    }

    /** For whoever ends the command: what is being done is broken off, and nothing is begun any more. */
    void endNow() {
        ended = true;
        owner.interrupt();
        changes.lock();
        try {
            clear();
        } finally {
            changes.unlock();
        }
    }

    @Override
    public void close() {
        if (!ended) {
            change(this::clear);
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }
}
