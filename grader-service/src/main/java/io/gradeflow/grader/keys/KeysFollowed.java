package io.gradeflow.grader.keys;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as newer keys can come: without them, answers under these would wait for ever. */
@Liveness
@ApplicationScoped
class KeysFollowed implements HealthCheck {

    private final Keys keys;

    KeysFollowed(Keys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("answer keys followed")
                .status(!keys.dead())
                .build();
    }
}
