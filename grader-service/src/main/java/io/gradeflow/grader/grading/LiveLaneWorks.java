package io.gradeflow.grader.grading;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive until grades could not be sent or committed for another reason than an absent broker. The connector knows nothing of it: it was told that
 * the batch is done when its grades were handed on.
 */
@Liveness
@ApplicationScoped
class LiveLaneWorks implements HealthCheck {

    private final Lanes lanes;

    LiveLaneWorks(Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("live lane works")
                .status(!lanes.hasFailed())
                .build();
    }
}
