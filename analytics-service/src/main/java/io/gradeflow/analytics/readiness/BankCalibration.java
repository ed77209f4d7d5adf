package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.Calibration;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Refused;
import io.gradeflow.analytics.ability.ForecastTable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was estimated of a bank, and when. */
record BankCalibration(Instant computedAt, Result result) {

    /**
     * As it is stored.
     *
     * @param calibrated null where it was refused
     * @param refused null where it was not
     */
    record Result(@Nullable Calibrated calibrated, @Nullable Refused refused, List<ExamForecasts> forecasts) {

        static Result of(Calibration calibration, List<ExamForecasts> forecasts) {
            return switch (calibration) {
                case Calibrated calibrated -> new Result(calibrated, null, forecasts);
                case Refused refused -> new Result(null, refused, forecasts);
            };
        }
    }

    /** Of the exams by a blueprint, what would have been told before each, against what came of it. */
    record ExamForecasts(String blueprint, ForecastTable table) {}
}
