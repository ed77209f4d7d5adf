package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.AbilityScale;
import io.gradeflow.analytics.ability.AnswerCounts;
import io.gradeflow.analytics.ability.Calibration;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Rasch;
import io.gradeflow.analytics.population.JournalMark;
import io.gradeflow.analytics.population.Populations;
import io.gradeflow.analytics.population.Sample;
import io.gradeflow.analytics.readiness.BankCalibration.Result;
import io.gradeflow.platform.database.OnlyOne;
import io.gradeflow.platform.messaging.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Estimates the items of banks anew after something changed, one bank at a time in the whole system, and rests in between. */
@ApplicationScoped
class CalibrationJob {

    private static final Logger LOG = Logger.getLogger(CalibrationJob.class);

    /** Any number that no other advisory lock of this database has. */
    private static final long LOCK = 1_000_004;

    /** A bank is estimated for a tenth of the time at most. */
    private static final int REST = 10;

    private final Jdbi jdbi;
    private final Populations populations;
    private final Hindsight hindsight;
    private final InstantSource clock;
    private final Duration interval;

    /** A thread of its own: for seconds of arithmetic a virtual one would hold a processor from all others. */
    private final ExecutorService estimator = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("calibration-", 0).daemon().factory());

    private @Nullable Relay relay;

    CalibrationJob(
            Jdbi jdbi,
            Populations populations,
            Hindsight hindsight,
            InstantSource clock,
            @ConfigProperty(name = "gradeflow.calibration.interval", defaultValue = "30s") Duration interval) {
        this.jdbi = jdbi;
        this.populations = populations;
        this.hindsight = hindsight;
        this.clock = clock;
        this.interval = interval;
    }

    void start(@Observes StartupEvent event) {
        relay = Relay.start("calibration", interval, () -> OnlyOne.run(jdbi, LOCK, holder -> step()));
    }

    void stop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.close();
        }
        estimator.shutdownNow();
    }

    private boolean step() {
        Optional<UUID> due = jdbi.withHandle(handle -> CalibrationTable.due(handle, clock.instant(), interval, REST));
        due.ifPresent(this::calibrate);
        return due.isPresent();
    }

    private void calibrate(UUID bank) {
        Instant begun = clock.instant();
        JournalMark mark = jdbi.withHandle(JournalMark::now);
        Result result = result(bank);
        Duration took = Duration.between(begun, clock.instant());
        jdbi.useHandle(handle -> CalibrationTable.store(handle, bank, new BankCalibration(begun, result), took, mark));
        LOG.debugf("estimated the items of bank %s in %d ms", bank, took.toMillis());
    }

    /** A bank that can't be estimated keeps no other from being so. */
    private Result result(UUID bank) {
        try {
            return CompletableFuture.supplyAsync(() -> estimate(bank), estimator)
                    .join();
        } catch (CompletionException e) {
            LOG.errorf(e.getCause(), "the items of bank %s could not be estimated", bank);
            return Result.FAILED;
        }
    }

    private Result estimate(UUID bank) {
        AnswerCounts counts = populations.once(
                Sample.of(bank, ""), population -> new AnswerCounts(population.matrix(), population.rows()));
        Calibration calibration = Rasch.calibrate(counts);
        return Result.of(
                calibration,
                calibration instanceof Calibrated calibrated
                        ? hindsight.of(bank, new AbilityScale(calibrated))
                        : List.of());
    }
}
