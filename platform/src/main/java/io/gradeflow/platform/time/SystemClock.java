package io.gradeflow.platform.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The clock of a running service; a test replaces it by a bean of its own. */
@ApplicationScoped
class SystemClock {

    /** In microseconds, the finest that PostgreSQL keeps, so that what was stored reads back equal. */
    @Produces
    @Singleton
    @DefaultBean
    InstantSource instantSource() {
        return () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
