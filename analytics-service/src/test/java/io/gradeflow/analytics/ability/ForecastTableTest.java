package io.gradeflow.analytics.ability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradeflow.analytics.ability.ForecastTable.Forecast;
import io.gradeflow.analytics.ability.ForecastTable.Tenth;
import io.gradeflow.analytics.items.Proportion;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForecastTableTest {

    @Test
    void shouldHoldWhatWasToldAgainstWhatHappened() {
        List<Forecast> forecasts = Stream.of(
                        Collections.nCopies(6, new Forecast(0.75, true)),
                        Collections.nCopies(2, new Forecast(0.75, false)),
                        Collections.nCopies(10, new Forecast(1, false)),
                        Collections.nCopies(10, new Forecast(0.25, true)))
                .flatMap(List::stream)
                .toList();

        ForecastTable table = ForecastTable.of(forecasts);

        assertThat(table.n()).isEqualTo(28);
        assertThat(table.brier()).isCloseTo((6 * 0.0625 + 2 * 0.5625 + 10 + 10 * 0.5625) / 28, within(1e-12));
        assertThat(table.tenths()).hasSize(10);
        assertThat(table.tenths().get(7)).isEqualTo(new Tenth(0.7, 0.8, 8, 0.75, Proportion.of(6, 8), true));
        assertThat(table.tenths().get(9)).isEqualTo(new Tenth(0.9, 1, 10, 1.0, Proportion.of(0, 10), false));
        assertThat(table.tenths().get(2)).isEqualTo(new Tenth(0.2, 0.3, 10, 0.25, Proportion.of(10, 10), false));
        assertThat(table.tenths().getFirst()).isEqualTo(new Tenth(0, 0.1, 0, null, null, true));
    }

    @Test
    void shouldBeEmptyWithoutForecasts() {
        ForecastTable table = ForecastTable.of(List.of());

        assertThat(table.brier()).isNull();
        assertThat(table.tenths()).hasSize(10);
    }
}
