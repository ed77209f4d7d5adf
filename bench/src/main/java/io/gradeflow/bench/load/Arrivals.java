package io.gradeflow.bench.load;

import java.time.Duration;
import java.util.Random;

/**
 * When the calls of a load are due, whatever becomes of those before: an open load, whose senders don't wait for one another.
 *
 * @param offsets nanoseconds after the beginning, ascending
 */
public record Arrivals(long[] offsets) {

    /** So many at random moments of a window: what independent people do (a Poisson process, given its count). */
    public static Arrivals within(Duration window, int count, long seed) {
        Random random = new Random(seed);
        return new Arrivals(random.longs(count, 0, window.toNanos()).sorted().toArray());
    }

    /** Until the last call is due. */
    public Duration window() {
        return offsets.length == 0 ? Duration.ZERO : Duration.ofNanos(offsets[offsets.length - 1]);
    }
}
