package io.gradeflow.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FractionTest {

    @ParameterizedTest
    @CsvSource({
        "100, 1", "50, 1/2", "33.33333, 1/3", "33.33, 1/3", "66.66667, 2/3", "66.66666, 2/3", "16.66667, 1/6",
        "14.28571, 1/7", "11.11111, 1/9", "83.33333, 5/6", "-33.33333, -1/3", "12.5, 1/8", "12.50, 1/8", "33, 33/100",
        "33.3, 333/1000", "12.34, 617/5000", "0.00, 0"
    })
    void shouldTakeARepeatingPercentageForTheFractionThatIsMeant(BigDecimal percent, String fraction) {
        assertThat(Fraction.ofPercent(percent)).hasToString(fraction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1/", "/3", "1/2/3", "1e9", "0x1", "1234567890", " 1", "+1", "1/-3", "1/0"})
    void shouldRefuseWhatIsNoFraction(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fraction.parse(text));
    }

    @Test
    void shouldAddThirdsUpToOne() {
        Fraction third = Fraction.ofPercent(new BigDecimal("33.33333"));

        assertThat(third.plus(third).plus(third)).isEqualTo(Fraction.ONE);
    }

    @Property
    boolean shouldReadWhatItWrites(
            @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int numerator,
            @ForAll @IntRange(min = 1, max = 1_000_000) int denominator) {
        Fraction fraction = Fraction.of(numerator, denominator);

        return Fraction.parse(fraction.toString()).equals(fraction);
    }

    /** Also what came of decimals, percentages and quotients. */
    @Property
    boolean shouldReadWhatItMadeOfDecimals(@ForAll @Scale(12) @BigRange(min = "-100", max = "100") BigDecimal decimal) {
        Fraction fraction = Fraction.of(decimal);
        Fraction percent = Fraction.ofPercent(decimal);
        Fraction quotient = fraction.plus(percent).dividedBy(Fraction.of(new BigDecimal("0.333333333")));

        return Fraction.read(fraction.toString()).equals(fraction)
                && Fraction.read(percent.toString()).equals(percent)
                && Fraction.read(quotient.toString()).equals(quotient);
    }

    @Test
    void shouldRefuseANumberThatNoMemoryHolds() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fraction.of(new BigDecimal("1e999999999")));
        assertThat(Fraction.of(new BigDecimal("1e-999999999"))).isEqualTo(Fraction.ZERO);
    }

    @Property
    boolean shouldCompareAsItAdds(
            @ForAll @IntRange(min = -1000, max = 1000) int numerator,
            @ForAll @IntRange(min = 1, max = 1000) int denominator,
            @ForAll @IntRange(min = -1000, max = 1000) int added) {
        Fraction fraction = Fraction.of(numerator, denominator);
        Fraction more = fraction.plus(Fraction.of(added, 7));

        return Integer.signum(more.compareTo(fraction)) == Integer.signum(added);
    }
}
