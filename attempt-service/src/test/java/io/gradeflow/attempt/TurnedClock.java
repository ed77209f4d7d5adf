package io.gradeflow.attempt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The service's clock in tests: the system's, which a test may turn by hand, forward or back. */
@ApplicationScoped
class TurnedClock {

    private static volatile Duration turned = Duration.ZERO;

    @Produces
    @Singleton
    InstantSource instantSource() {
        return TurnedClock::now;
    }

    /** @param by negative to turn it back */
    static void forward(Duration by) {
        turned = turned.plus(by);
    }

    static void reset() {
        turned = Duration.ZERO;
    }

    static Instant now() {
        return Instant.now().plus(turned).truncatedTo(ChronoUnit.MICROS);
    }
}
