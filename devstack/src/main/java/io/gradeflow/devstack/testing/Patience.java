package io.gradeflow.devstack.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what must come. What comes ends the wait at once, so the limit costs nothing where all is well; it is far
 * above what a busy machine with two slow cores needs, which a test must not take for a fault.
 */
public final class Patience {

    public static final Duration LIMIT = Duration.ofMinutes(1);

    private Patience() {}

    /** A wait that fails after a minute, unless the test gives it another limit because time is what it is about. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(LIMIT);
    }
}
