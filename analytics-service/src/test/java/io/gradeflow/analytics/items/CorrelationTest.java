package io.gradeflow.analytics.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationTest {

    /** Pairs (1,2) (2,1) (3,4) (4,3) (5,5): products 8, squares 10 each; the interval by atanh(0.8) ± 1.96 / sqrt(2). */
    @Test
    void shouldGiveTheIntervalOfFishersZ() {
        Correlation correlation = Correlation.of(8, 10, 10, 5);

        assertThat(correlation.value()).isEqualTo(0.8);
        assertThat(correlation.low()).isCloseTo(-0.2796, within(0.0001));
        assertThat(correlation.high()).isCloseTo(0.9862, within(0.0001));
    }

    @Test
    void shouldSayNothingOfWhatDoesNotVaryOrIsTooLittle() {
        assertThat(Correlation.of(0, 0, 10, 100)).isNull();
        assertThat(Correlation.of(0, 10, 1e-20, 100)).isNull();
        assertThat(Correlation.of(1, 1, 1, 3)).isNull();
    }

    @Test
    void shouldHoldAPerfectOne() {
        assertThat(Correlation.of(-2, 2, 2, 40)).isEqualTo(new Correlation(-1, -1, -1, 40));
    }
}
