package io.gradeflow.analytics.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Reason;
import io.gradeflow.analytics.ability.Calibration.Refused;
import io.gradeflow.analytics.population.JournalMark;
import io.gradeflow.analytics.readiness.BankCalibration.Result;
import io.gradeflow.devstack.testing.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = DevStackResource.DATABASE, value = "analytics"))
class CalibrationTableTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final UUID bank = UUID.randomUUID();

    @Inject
    Jdbi jdbi;

    @Test
    void shouldKeepTheLastEstimationAfterOneThatFailed() {
        BankCalibration good = new BankCalibration(
                NOON, Result.of(new Calibrated(1.2, 0.1, -10, 100, List.of(), List.of()), List.of()));
        store(new BankCalibration(NOON.minusSeconds(60), Result.FAILED));
        store(good);
        assertThat(kept()).isEqualTo(good);

        store(new BankCalibration(NOON.plusSeconds(60), Result.FAILED));

        assertThat(kept()).isEqualTo(good);
        assertThat(tried()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void shouldSayThatItFailedWhereNoDifficultiesWereKnown() {
        BankCalibration failed = new BankCalibration(NOON.plusSeconds(60), Result.FAILED);
        store(new BankCalibration(
                NOON, Result.of(new Refused(Reason.TOO_FEW_ITEMS, "Fewer than two items.", List.of()), List.of())));

        store(failed);

        assertThat(kept()).isEqualTo(failed);
    }

    private void store(BankCalibration calibration) {
        jdbi.useHandle(handle ->
                CalibrationTable.store(handle, bank, calibration, Duration.ofMillis(3), JournalMark.now(handle)));
    }

    private BankCalibration kept() {
        return jdbi.withHandle(handle -> CalibrationTable.find(handle, bank)).orElseThrow();
    }

    private Instant tried() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT tried_at FROM calibration WHERE bank_id = :bank")
                .bind("bank", bank)
                .mapTo(Instant.class)
                .one());
    }
}
