package io.gradeflow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void shouldBeTheSameForASeedAscendingAndWithinTheWindow() {
        Arrivals arrivals = Arrivals.within(Duration.ofSeconds(1), 1000, 7);

        assertThat(arrivals.offsets())
                .isEqualTo(Arrivals.within(Duration.ofSeconds(1), 1000, 7).offsets())
                .isSorted()
                .hasSize(1000);
        assertThat(arrivals.offsets()[0]).isNotNegative();
        assertThat(arrivals.offsets()[999]).isBetween(900_000_000L, 999_999_999L);
    }
}
