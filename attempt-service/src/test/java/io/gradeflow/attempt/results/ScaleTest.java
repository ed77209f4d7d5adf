package io.gradeflow.attempt.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ScaleTest {

    private static final int MICROS = 6;

    @Property
    void shouldBeTheExactValueRoundedDown(
            @ForAll @IntRange(min = -1000, max = 1000) int min,
            @ForAll @IntRange(max = 5000) int width,
            @ForAll @LongRange(max = 100_000_000) long one,
            @ForAll @LongRange(max = 100_000_000) long other) {
        BigInteger score = BigInteger.valueOf(Math.min(one, other));
        BigInteger maximum = BigInteger.valueOf(Math.max(one, other) + 1);

        int scaled = new Scale(min, min + width).scaled(new BigDecimal(score, MICROS), new BigDecimal(maximum, MICROS));

        BigInteger exact =
                BigInteger.valueOf(width).multiply(score).divide(maximum).add(BigInteger.valueOf(min));
        assertThat(BigInteger.valueOf(scaled)).isEqualTo(exact);
    }

    @Property
    void shouldReachThePassMarkExactlyWhenTheExactValueDoes(
            @ForAll @IntRange(min = 100, max = 1000) int passMark,
            @ForAll @IntRange(min = 1, max = 200) int questions,
            @ForAll @IntRange(max = 200) int right) {
        int correct = Math.min(right, questions);

        int scaled = new Scale(100, 1000).scaled(BigDecimal.valueOf(correct), BigDecimal.valueOf(questions));

        boolean reached = (long) 900 * correct >= (long) (passMark - 100) * questions;
        assertThat(scaled >= passMark).isEqualTo(reached);
    }

    @Example
    void shouldHoldBothEndsAndTheBorder() {
        Scale scale = new Scale(100, 1000);

        assertThat(scale.scaled(BigDecimal.ZERO, new BigDecimal("65"))).isEqualTo(100);
        assertThat(scale.scaled(new BigDecimal("65.000000"), new BigDecimal("65")))
                .isEqualTo(1000);
        assertThat(scale.scaled(new BigDecimal("31"), new BigDecimal("45"))).isEqualTo(720);
        assertThat(scale.scaled(new BigDecimal("30.999999"), new BigDecimal("45")))
                .isEqualTo(719);
    }
}
