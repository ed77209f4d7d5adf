package io.gradeflow.analytics.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

    /** Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3: score without continuity correction. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void shouldAgreeWithPublishedValues(long successes, long trials, double low, double high) {
        WilsonInterval interval = WilsonInterval.of95Percent(successes, trials);

        assertThat(interval.low()).isCloseTo(low, within(0.00005));
        assertThat(interval.high()).isCloseTo(high, within(0.00005));
        assertThat(interval.level()).isEqualTo(0.95);
    }

    @Test
    void shouldAgreeToSixPlaces() {
        WilsonInterval interval = WilsonInterval.of95Percent(7, 50);

        assertThat(interval.low()).isCloseTo(0.069508, within(0.0000005));
        assertThat(interval.high()).isCloseTo(0.261862, within(0.0000005));
    }

    @Test
    void shouldRefuseWhatIsNoProportion() {
        assertThatIllegalArgumentException().isThrownBy(() -> WilsonInterval.of95Percent(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> WilsonInterval.of95Percent(3, 2));
    }

    @Property
    void shouldHoldTheProportionAndStayAmongProportions(
            @ForAll @LongRange(min = 1, max = 1_000_000) long trials,
            @ForAll @LongRange(min = 0, max = 999_999) long some) {
        long successes = some % (trials + 1);

        WilsonInterval interval = WilsonInterval.of95Percent(successes, trials);

        double proportion = (double) successes / trials;
        assertThat(interval.low()).isBetween(0.0, proportion);
        assertThat(interval.high()).isBetween(proportion, 1.0);
    }
}
