package io.gradeflow.platform.setaside;

import io.gradeflow.platform.messaging.Relay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** {@code gradeflow.set.aside.events}: how many events this service could not apply and nobody has applied since. */
@ApplicationScoped
@IfBuildProperty(name = "gradeflow.set-aside.api", stringValue = "true")
class SetAsideMetrics {

    private final Jdbi jdbi;
    private final Duration every;
    private volatile double waiting = Double.NaN;
    private @Nullable Relay relay;

    SetAsideMetrics(
            Jdbi jdbi, @ConfigProperty(name = "gradeflow.metrics.lanes-every", defaultValue = "5S") Duration every) {
        this.jdbi = jdbi;
        this.every = every;
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("gradeflow.set.aside.events", this, metrics -> metrics.waiting)
                .description("Events that could not be applied, and wait for somebody to apply them")
                .register(registry);
        relay = Relay.start("set-aside-metrics", every, this::look);
    }

    private boolean look() {
        double counted = Double.NaN;
        try {
            counted = jdbi.withHandle(
                    handle -> handle.createQuery("SELECT count(*) FROM set_aside_event WHERE applied_at IS NULL")
                            .mapTo(long.class)
                            .one());
        } finally {
            waiting = counted;
        }
        return false;
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }
}
