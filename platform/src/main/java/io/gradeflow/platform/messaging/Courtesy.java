package io.gradeflow.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Leaves processors to the live lane: while live records come, those who work in the slow lane of a process, or of a machine whose
 * processes share a file for it, take turns, and each rests after its portion for as long as it took. Where nothing is live, the slow
 * lane has all there is.
 */
@ApplicationScoped
public class Courtesy {

    private static final Duration RECENT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final InstantSource clock;
    private final Lock turn = new ReentrantLock(true);
    private final MachineTurn machine;
    private volatile Instant lastLive = Instant.EPOCH;
    private volatile Instant lastSlow = Instant.EPOCH;

    /** What is done at a time. */
    public interface Portion<X extends Exception> {
        void run() throws X;
    }

    /** @param shared a file that all processes of a machine share, so that they take turns with each other, too */
    Courtesy(InstantSource clock, @ConfigProperty(name = "gradeflow.slow-lane.turn") Optional<Path> shared) {
        this.clock = clock;
        this.machine = new MachineTurn(shared);
    }

    /** Says that live records were just here. */
    public void live() {
        lastLive = clock.instant();
    }

    /** Does a portion of the slow lane's work, and rests afterwards. No row may be locked by whoever calls. */
    public <X extends Exception> void slowly(Portion<X> portion) throws X {
        Duration took = isLive() ? inTurn(portion) : timed(portion);
        lastSlow = clock.instant();
        try {
            Thread.sleep(due(took));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a portion of the slow lane was done here so recently. */
    public boolean isSlowLaneAtWork(Duration recently) {
        return lastSlow.plus(recently).isAfter(clock.instant());
    }

    private <X extends Exception> Duration inTurn(Portion<X> portion) throws X {
        turn.lock();
        try {
            FileLock all = awaitOthers();
            try {
                return timed(portion);
            } finally {
                MachineTurn.leave(all);
            }
        } finally {
            turn.unlock();
        }
    }

    private @Nullable FileLock awaitOthers() {
        try {
            return machine.await(LONGEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static <X extends Exception> Duration timed(Portion<X> portion) throws X {
        long begun = System.nanoTime();
        portion.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private boolean isLive() {
        return !lastLive.plus(RECENT).isBefore(clock.instant());
    }

    /** How long to rest after work that took so long. */
    Duration due(Duration took) {
        if (!isLive()) {
            return Duration.ZERO;
        }
        return took.compareTo(LONGEST) < 0 ? took : LONGEST;
    }
}
