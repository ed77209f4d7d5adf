package io.gradeflow.analytics.ability;

import io.gradeflow.analytics.items.Proportion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chances of passing that were told, against what happened.
 *
 * @param brier the mean of {@code (chance - outcome)^2}, from 0 for perfect; 0.25 is what one gets by always saying 0.5; null
 *     where n is 0. G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950), 1-3
 * @param tenths always ten
 */
public record ForecastTable(long n, @Nullable Double brier, List<Tenth> tenths) {

    private static final int TENTHS = 10;

    /** @param chance that was told before the exam, from 0 to 1 */
    public record Forecast(double chance, boolean passed) {}

    /**
     * @param from a chance, included
     * @param to not included, unless it is 1
     * @param meanChance null where n is 0, as is {@code passed}
     * @param agrees whether {@code meanChance} lies in the interval of {@code passed}; true where n is 0
     */
    public record Tenth(
            double from,
            double to,
            long n,
            @Nullable Double meanChance,
            @Nullable Proportion passed,
            boolean agrees) {}

    public static ForecastTable of(Collection<Forecast> forecasts) {
        long[] n = new long[TENTHS];
        long[] passed = new long[TENTHS];
        double[] chances = new double[TENTHS];
        double squares = 0;
        for (Forecast forecast : forecasts) {
            int tenth = Math.min((int) (forecast.chance() * TENTHS), TENTHS - 1);
            n[tenth]++;
            passed[tenth] += forecast.passed() ? 1 : 0;
            chances[tenth] += forecast.chance();
            double miss = forecast.chance() - (forecast.passed() ? 1 : 0);
            squares += miss * miss;
        }
        List<Tenth> tenths = new ArrayList<>();
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            tenths.add(tenth(tenth, n[tenth], passed[tenth], chances[tenth]));
        }
        return new ForecastTable(
                forecasts.size(), forecasts.isEmpty() ? null : squares / forecasts.size(), List.copyOf(tenths));
    }

    private static Tenth tenth(int tenth, long n, long passed, double chances) {
        double from = (double) tenth / TENTHS;
        double to = (double) (tenth + 1) / TENTHS;
        if (n == 0) {
            return new Tenth(from, to, 0, null, null, true);
        }
        double mean = chances / n;
        Proportion share = Proportion.of(passed, n);
        return new Tenth(from, to, n, mean, share, share.low() <= mean && mean <= share.high());
    }
}
