package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Refused;
import io.gradeflow.analytics.facts.Snapshot;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.LogEnds;
import io.gradeflow.analytics.readiness.BankCalibration.Result;
import io.gradeflow.analytics.readiness.CalibrationView.ExamForecasts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

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
        return Snapshot.read(jdbi, handle -> {
            Freshness.Reach reach = freshness.reach(handle, ends);
            return CalibrationTable.find(handle, bank)
                    .map(calibration -> view(reach, calibration))
                    .orElseGet(() -> none(reach));
        });
    }

    private static CalibrationView view(Freshness.Reach reach, BankCalibration calibration) {
        Result result = calibration.result();
        Optional<Calibrated> calibrated = Optional.ofNullable(result.calibrated());
        Optional<Refused> refused = Optional.ofNullable(result.refused());
        return new CalibrationView(
                reach.asOf(),
                reach.lagMillis(),
                reach.pending(),
                calibration.computedAt(),
                calibrated.map(Calibrated::n).orElse(null),
                calibrated.map(Calibrated::slope).orElse(null),
                calibrated.map(Calibrated::slopeError).orElse(null),
                calibrated.map(Calibrated::difficulties).orElse(List.of()),
                calibrated
                        .map(Calibrated::leftOut)
                        .or(() -> refused.map(Refused::leftOut))
                        .orElse(List.of()),
                result.withheld(),
                result.exams().stream()
                        .map(exam -> new ExamForecasts(exam.blueprint(), exam.forecasts()))
                        .toList());
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
