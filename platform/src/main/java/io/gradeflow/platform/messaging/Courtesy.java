package io.gradeflow.platform.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Leaves processors to the live lane: while live records come, whoever works in the slow lane rests after each portion half as long
 * as the portion took. Where nothing is live, the slow lane has all there is.
 */
@ApplicationScoped
public class Courtesy {

    private static final Duration RECENT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final InstantSource clock;
    private volatile Instant lastLive = Instant.EPOCH;

    Courtesy(InstantSource clock) {
        this.clock = clock;
    }

    /** Says that live records were just here. */
    public void live() {
        lastLive = clock.instant();
    }

    /** Rests after a portion of the slow lane, begun at that moment by {@link System#nanoTime}. */
    public void rest(long begun) {
        try {
            Thread.sleep(due(Duration.ofNanos(System.nanoTime() - begun)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to rest after work that took so long. */
    Duration due(Duration took) {
        if (lastLive.plus(RECENT).isBefore(clock.instant())) {
            return Duration.ZERO;
        }
        Duration rest = took.dividedBy(2);
        return rest.compareTo(LONGEST) < 0 ? rest : LONGEST;
    }
}
