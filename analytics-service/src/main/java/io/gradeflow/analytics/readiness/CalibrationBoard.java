package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Refused;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Puts together what is told of difficulties. */
@ApplicationScoped
class CalibrationBoard {

    private final Jdbi jdbi;
    private final Freshness freshness;

    CalibrationBoard(Jdbi jdbi, Freshness freshness) {
        this.jdbi = jdbi;
        this.freshness = freshness;
    }

    CalibrationView of(UUID bank) {
        Optional<LogEnds> ends = freshness.ends();
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            Freshness.Reach reach = freshness.reach(handle, ends);
            return CalibrationTable.find(handle, bank)
                    .map(calibration -> view(reach, calibration))
                    .orElseGet(() -> none(reach));
        });
    }

    private static CalibrationView view(Freshness.Reach reach, BankCalibration calibration) {
        Calibrated calibrated = calibration.result().calibrated();
        Refused refused = calibration.result().refused();
        return new CalibrationView(
                reach.asOf(),
                reach.lagMillis(),
                reach.pending(),
                calibration.computedAt(),
                calibrated == null ? null : (Long) calibrated.n(),
                calibrated == null ? null : (Double) calibrated.slope(),
                calibrated == null ? null : (Double) calibrated.slopeError(),
                calibrated == null ? List.of() : calibrated.difficulties(),
                calibrated != null ? calibrated.leftOut() : refused == null ? List.of() : refused.leftOut(),
                refused == null ? null : refused.text(),
                calibration.result().forecasts());
    }

    private static CalibrationView none(Freshness.Reach reach) {
        return new CalibrationView(
                reach.asOf(),
                reach.lagMillis(),
                reach.pending(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                ReadinessBoard.NOT_YET,
                List.of());
    }
}
