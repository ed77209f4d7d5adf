package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.Calibration.Difficulty;
import io.gradeflow.analytics.ability.Calibration.LeftOut;
import io.gradeflow.analytics.ability.ForecastTable;
import io.gradeflow.analytics.freshness.Freshness;
import io.gradeflow.analytics.freshness.Reaching;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How difficult the items of a bank are, and how well chances of passing were told.
 *
 * @param asOf as topic figures have it: how far answers are counted, of which difficulties may be behind
 * @param lagMillis as topic figures have it
 * @param pending as topic figures have it
 * @param computedAt when this was estimated; null while it never was
 * @param n attempts with at least one item that has a difficulty; null without difficulties, as is the slope
 * @param slope of all items, and {@code slopeError} its standard error
 * @param difficulties named by question and revision, as {@code question/revision}
 * @param leftOut items without a difficulty, and why
 * @param withheld why there are no difficulties; null where there are
 * @param forecasts of each blueprint, what would have been told of each learner's first exam from what was answered before it, by
 *     these difficulties, against what came of it
 */
record CalibrationView(
        @Nullable Instant asOf,
        @Nullable Long lagMillis,
        Freshness.@Nullable Pending pending,
        @Nullable Instant computedAt,
        @Nullable Long n,
        @Nullable Double slope,
        @Nullable Double slopeError,
        List<Difficulty> difficulties,
        List<LeftOut> leftOut,
        @Nullable String withheld,
        List<ExamForecasts> forecasts)
        implements Reaching {

    record ExamForecasts(String blueprint, ForecastTable table) {}
}
