package io.gradeflow.platform.database;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Concurrent requests share transactions: while one commits, those that come gather for the next. A caller gets its answer
 * after the commit that holds its effect, or the failure of that commit, never something in between.
 *
 * <p>Requests of one key are carried out in the order in which they came, and never two of them in one transaction.
 *
 * @param <Q> a request
 * @param <A> its answer; what a request is refused for is an answer too
 */
public final class GroupCommit<Q, A> implements AutoCloseable {

    /** Carries out requests in the transaction of the handle. */
    @FunctionalInterface
    public interface Batch<Q, A> {

        /** @return an answer for each request, in their order */
        List<A> apply(Handle handle, List<Q> requests);
    }

    private record Waiting<Q, A>(Q request, Object key, CompletableFuture<A> answer) {}

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final int CAPACITY = 10_000;
    private static final int ATTEMPTS = 4;
    private static final long PATIENCE_SECONDS = 30;

    private final Jdbi jdbi;
    private final int largest;
    private final Function<Q, Object> key;
    private final Batch<Q, A> batch;
    private final List<Lane> lanes = new ArrayList<>();
    private volatile boolean closed;

    private GroupCommit(Jdbi jdbi, int largest, Function<Q, Object> key, Batch<Q, A> batch) {
        this.jdbi = jdbi;
        this.largest = largest;
        this.key = key;
        this.batch = batch;
    }

    /**
     * @param lanes how many transactions run side by side; a key always takes the same lane
     * @param largest how many requests share a transaction at most
     * @param key what must not be changed by two requests at once
     */
    public static <Q, A> GroupCommit<Q, A> start(
            String name, Jdbi jdbi, int lanes, int largest, Function<Q, Object> key, Batch<Q, A> batch) {
        GroupCommit<Q, A> commits = new GroupCommit<>(jdbi, largest, key, batch);
        for (int i = 0; i < lanes; i++) {
            commits.open(name + "-" + i);
        }
        return commits;
    }

    private void open(String name) {
        Lane lane = new Lane();
        lanes.add(lane);
        Thread.ofVirtual().name(name).start(lane::work);
    }

    /**
     * Blocks until the request's transaction has committed.
     *
     * @throws ProblemException with 503 if too many wait or the store takes too long; the request may have been carried out
     *     all the same, so it must be safe to repeat
     * @throws RuntimeException what the store failed with, or with an {@link Error} in its causes what the batch did
     */
    public A submit(Q request) {
        Waiting<Q, A> waiting = new Waiting<>(request, key.apply(request), new CompletableFuture<>());
        Lane lane = lanes.get(Math.floorMod(waiting.key().hashCode(), lanes.size()));
        if (closed || !lane.queue.offer(waiting)) {
            throw busy();
        }
        try {
            return waiting.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw busy();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(PlatformError.UNAVAILABLE, "The store is busy; send the same again in a moment.")
                .retryAfter(2);
    }

    /** Lets what waits be carried out and takes nothing more. */
    @Override
    public void close() {
        closed = true;
    }

    private final class Lane {

        private final BlockingQueue<Waiting<Q, A>> queue = new ArrayBlockingQueue<>(CAPACITY);
        /** Those whose key stood in the batch before them already; they come first in the next. */
        private final List<Waiting<Q, A>> heldBack = new ArrayList<>();

        void work() {
            while (true) {
                List<Waiting<Q, A>> next = List.of();
                try {
                    next = next();
                    if (next.isEmpty() && closed) {
                        return;
                    }
                    carryOut(next);
                } catch (InterruptedException e) {
                    return;
                } catch (Throwable e) {
                    // Nobody else takes over a lane: it goes on, whatever a batch met.
                    next.forEach(one -> one.answer().completeExceptionally(e));
                    LOG.error("A batch of " + next.size() + " requests was given up", e);
                }
            }
        }

        private List<Waiting<Q, A>> next() throws InterruptedException {
            List<Waiting<Q, A>> candidates = new ArrayList<>(heldBack);
            heldBack.clear();
            if (candidates.isEmpty()) {
                Waiting<Q, A> first = queue.poll(1, TimeUnit.SECONDS);
                if (first == null) {
                    return List.of();
                }
                candidates.add(first);
            }
            queue.drainTo(candidates, Math.max(0, largest - candidates.size()));
            Set<Object> keys = new HashSet<>();
            List<Waiting<Q, A>> taken = new ArrayList<>(candidates.size());
            for (Waiting<Q, A> candidate : candidates) {
                if (keys.add(candidate.key())) {
                    taken.add(candidate);
                } else {
                    heldBack.add(candidate);
                }
            }
            return taken;
        }

        private void carryOut(List<Waiting<Q, A>> waiting) {
            if (waiting.isEmpty()) {
                return;
            }
            RuntimeException failure = tryToCommit(waiting);
            if (failure == null) {
                return;
            }
            if (waiting.size() > 1 && !SqlFailure.isAway(failure)) {
                // One of them spoils it for all, or met another instance's transaction; apart, only that one is
                // touched.
                int half = waiting.size() / 2;
                carryOut(waiting.subList(0, half));
                carryOut(waiting.subList(half, waiting.size()));
                return;
            }
            for (int attempt = 1; attempt < ATTEMPTS && failure != null && SqlFailure.meetsOthers(failure); attempt++) {
                failure = tryToCommit(waiting);
            }
            if (failure != null) {
                RuntimeException last = failure;
                waiting.forEach(one -> one.answer().completeExceptionally(last));
            }
        }

        private @Nullable RuntimeException tryToCommit(List<Waiting<Q, A>> waiting) {
            List<A> answers;
            try {
                List<Q> requests = waiting.stream().map(Waiting::request).toList();
                answers = jdbi.inTransaction(handle -> batch.apply(handle, requests));
            } catch (RuntimeException e) {
                return e;
            }
            for (int i = 0; i < waiting.size(); i++) {
                waiting.get(i).answer().complete(answers.get(i));
            }
            return null;
        }
    }
}
