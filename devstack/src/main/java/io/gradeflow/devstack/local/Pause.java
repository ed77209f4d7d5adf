package io.gradeflow.devstack.local;

import java.time.Duration;

/** The pause between two looks at another process, which nobody can be told of. */
final class Pause {

    private static final Duration SHORT = Duration.ofMillis(100);

    private Pause() {}

    static void shortly() {
        try {
            Thread.sleep(SHORT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted while waiting.", e);
        }
    }
}
