package io.gradeflow.analytics.watching;

import io.gradeflow.platform.messaging.Relay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What the last proofs found:
 *
 * <ul>
 *   <li>{@code gradeflow.proof.different}: 1 where the last proof that came to an end found the tables to differ from the log, and they
 *       have not been rebuilt since; else 0
 *   <li>{@code gradeflow.proof.equal.age}: for how many seconds the tables have not been found equal to the log; no number where they
 *       never were
 * </ul>
 */
@ApplicationScoped
class ProofMetrics {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private volatile double different = Double.NaN;
    private volatile double equalAge = Double.NaN;
    private @Nullable Relay relay;

    ProofMetrics(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        Gauge.builder("gradeflow.proof.different", this, metrics -> metrics.different)
                .description("Whether the last proof found tables that differ from the log")
                .register(registry);
        Gauge.builder("gradeflow.proof.equal.age", this, metrics -> metrics.equalAge)
                .description("For how long the tables have not been found equal to the log")
                .baseUnit("seconds")
                .register(registry);
        relay = Relay.start("proof-metrics", EVERY, this::look);
    }

    private boolean look() {
        different = jdbi.withHandle(
                handle -> handle.createQuery("""
                        SELECT count(*) FROM (
                            SELECT status FROM proof_run WHERE status IN ('EQUAL', 'DIFFERENT', 'REBUILT')
                            ORDER BY finished_at DESC LIMIT 1) AS last
                        WHERE status = 'DIFFERENT'
                        """).mapTo(long.class).one());
        equalAge = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT extract(epoch FROM CAST(:now AS timestamptz) - max(finished_at)) FROM proof_run WHERE status IN ('EQUAL', 'REBUILT')
                        """)
                .bind("now", Timestamp.from(clock.instant()))
                .map((row, context) -> row.getObject(1) == null ? Double.NaN : row.getDouble(1))
                .one());
        return false;
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
    }
}
