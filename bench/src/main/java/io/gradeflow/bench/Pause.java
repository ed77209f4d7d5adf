package io.gradeflow.bench;

import java.time.Duration;

/** Waits while the system works. */
public final class Pause {

    private Pause() {}

    /** @throws BenchException if somebody ends the benchmark meanwhile */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("Interrupted.", e);
        }
    }

    /** So that what was done before has been done with, here too: the sender collects no garbage while it measures. */
    public static void afterGarbage(Duration time) {
        System.gc();
        of(time);
    }
}
