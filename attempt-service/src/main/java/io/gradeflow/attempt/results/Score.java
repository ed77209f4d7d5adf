package io.gradeflow.attempt.results;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Points out of the points there are.
 *
 * @param maximum what full credit gives; 0 where nothing is scored
 */
record Score(BigDecimal score, BigDecimal maximum) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** The sum over rows, blank ones as nothing of their maximum. */
    static Score of(Collection<PaperRow> rows) {
        return new Score(
                rows.stream().map(PaperRow::points).reduce(BigDecimal.ZERO, BigDecimal::add),
                rows.stream().map(PaperRow::maximum).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Rounded down to two decimals; null where nothing is scored. */
    @Nullable
    BigDecimal percent() {
        return maximum.signum() == 0 ? null : HUNDRED.multiply(score).divide(maximum, 2, RoundingMode.FLOOR);
    }

    /** Null without a scale, or where nothing is scored. */
    @Nullable
    Integer on(@Nullable Scale scale) {
        return scale == null || maximum.signum() == 0 ? null : (Integer) scale.scaled(score, maximum);
    }
}
