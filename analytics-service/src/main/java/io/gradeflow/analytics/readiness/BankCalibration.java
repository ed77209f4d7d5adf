package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.Calibration;
import io.gradeflow.analytics.ability.Calibration.Calibrated;
import io.gradeflow.analytics.ability.Calibration.Refused;
import io.gradeflow.analytics.ability.ForecastTable;
import io.gradeflow.analytics.ability.PassCurve;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was estimated of a bank, and when. */
record BankCalibration(Instant computedAt, Result result) {

    /**
     * As it is stored.
     *
     * @param calibrated null where there is none
     * @param refused null where it was not refused
     * @param failed whether something went wrong; the log of the service tells what
     * @param exams a blueprint each, in the order of their names; empty without difficulties
     */
    record Result(@Nullable Calibrated calibrated, @Nullable Refused refused, boolean failed, List<Exam> exams) {

        static final Result FAILED = new Result(null, null, true, List.of());

        static Result of(Calibration calibration, List<Exam> exams) {
            return switch (calibration) {
                case Calibrated calibrated -> new Result(calibrated, null, false, exams);
                case Refused refused -> new Result(null, refused, false, exams);
            };
        }

        /** Why there are no difficulties; null where there are. */
        @Nullable
        String withheld() {
            if (refused != null) {
                return refused.text();
            }
            return failed
                    ? "The estimation failed; it is tried again after the next exam. The operators' log tells more."
                    : null;
        }
    }

    /**
     * @param curve the chance to pass at each ability
     * @param forecasts what would have been told before each exam, against what came of it
     */
    record Exam(String blueprint, String title, int passMark, PassCurve.Stored curve, ForecastTable forecasts) {}
}
