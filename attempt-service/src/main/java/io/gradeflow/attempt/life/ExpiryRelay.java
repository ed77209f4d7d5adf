package io.gradeflow.attempt.life;

import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Ends attempts whose time is up, with what was answered, once answers that were on their way at the deadline had a grace to
 * arrive. Every instance looks, and the rows' locks let one of them have each;
 * the deadline stands in the row, so that a restart forgets none.
 */
@ApplicationScoped
class ExpiryRelay {

    private static final int PORTION = 500;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final FinishRelay finishRelay;
    private final InstantSource clock;
    private final Duration grace;
    private @Nullable Relay relay;

    ExpiryRelay(
            Jdbi jdbi,
            FinishRelay finishRelay,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.attempts.grace", defaultValue = "5S") Duration grace) {
        this.jdbi = jdbi;
        this.finishRelay = finishRelay;
        this.clock = clock;
        this.grace = grace;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("expiry-relay", EVERY, this::expire);
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }

    private boolean expire() {
        Instant now = clock.instant();
        int found = jdbi.inTransaction(handle -> {
            List<LockedAttempt> due = LockedAttempt.due(handle, now.minus(grace), PORTION);
            LockedAttempt.expire(handle, due);
            return due.size();
        });
        if (found > 0) {
            finishRelay.signal();
        }
        return found == PORTION;
    }
}
