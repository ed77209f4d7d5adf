package io.gradeflow.grader.keys;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the keys are read; how many there are is told beside it. */
@Readiness
@ApplicationScoped
class KeysLoaded implements HealthCheck {

    private final Keys keys;

    KeysLoaded(Keys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("answer keys loaded")
                .status(keys.loaded())
                .withData("keys", keys.size())
                .build();
    }
}
