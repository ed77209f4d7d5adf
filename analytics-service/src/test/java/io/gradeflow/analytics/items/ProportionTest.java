package io.gradeflow.analytics.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    @Test
    void shouldGiveTheScoreIntervalOfSevenOfFifty() {
        Proportion proportion = Proportion.of(7, 50);

        assertThat(proportion.share()).isEqualTo(0.14);
        assertThat(proportion.low()).isCloseTo(0.069508, within(5e-7));
        assertThat(proportion.high()).isCloseTo(0.261862, within(5e-7));
    }

    /** Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3: score without continuity correction. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void shouldAgreeWithPublishedValues(long successes, long trials, double low, double high) {
        Proportion proportion = Proportion.of(successes, trials);

        assertThat(proportion.low()).isCloseTo(low, within(0.00005));
        assertThat(proportion.high()).isCloseTo(high, within(0.00005));
    }

    /** Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10: hybrid score. */
    @ParameterizedTest
    @CsvSource({"56, 70, 48, 80, 0.0524, 0.3339", "9, 10, 3, 10, 0.1705, 0.8090", "6, 7, 2, 7, 0.0582, 0.8062"})
    void shouldTellADriftWithThePublishedInterval(long a, long m, long b, long n, double low, double high) {
        Drift drift = Drift.between(Proportion.of(b, n), Proportion.of(a, m));

        assertThat(drift.low()).isCloseTo(low, within(0.00005));
        assertThat(drift.high()).isCloseTo(high, within(0.00005));
        assertThat(drift.changed()).isTrue();
        assertThat(Drift.between(Proportion.of(a, m), Proportion.of(a, m)).changed())
                .isFalse();
    }

    @Test
    void shouldRefuseWhatIsNoProportion() {
        assertThatIllegalArgumentException().isThrownBy(() -> Proportion.of(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportion.of(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Proportion.of(-1, 2));
    }

    @Property
    void shouldHoldTheShareAndStayAmongShares(
            @ForAll @IntRange(min = 1, max = 1_000_000) int trials, @ForAll @IntRange(max = 999_999) int some) {
        Proportion proportion = Proportion.of(some % (trials + 1), trials);

        assertThat(proportion.low()).isBetween(0.0, proportion.share());
        assertThat(proportion.high()).isBetween(proportion.share(), 1.0);
    }
}
