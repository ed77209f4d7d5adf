package io.gradeflow.question.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ApportionmentTest {

    @Example
    void shouldGiveTheLargestFractionsOneMore() {
        assertThat(Apportionment.of(10, shares("46", "33.5", "20.5"))).containsExactly(5, 3, 2);
        assertThat(Apportionment.of(50, shares("28", "26", "22", "24"))).containsExactly(14, 13, 11, 12);
    }

    @Example
    void shouldPreferTheEarlierOfEqualFractions() {
        assertThat(Apportionment.of(2, shares("25", "25", "25", "25"))).containsExactly(1, 1, 0, 0);
        assertThat(Apportionment.of(11, shares("33.3333", "33.3333", "33.3334")))
                .containsExactly(4, 3, 4);
    }

    @Property
    void shouldSumToTheTotalWithEachNumberWithinOneOfItsQuota(
            @ForAll @IntRange(max = 1_000) int total, @ForAll("shares") List<BigDecimal> shares) {
        List<Integer> counts = Apportionment.of(total, shares);

        BigDecimal sum = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(total);
        for (int i = 0; i < counts.size(); i++) {
            // Times the sum of the shares, so that nothing has to be divided.
            BigDecimal quota = shares.get(i).multiply(BigDecimal.valueOf(total));
            BigDecimal given = BigDecimal.valueOf(counts.get(i)).multiply(sum);
            assertThat(given.subtract(quota).abs()).isLessThan(sum);
        }
    }

    @Property
    void shouldGiveNoFractionOneMoreBeforeALargerOrAnEarlierEqualOne(
            @ForAll @IntRange(max = 1_000) int total, @ForAll("shares") List<BigDecimal> shares) {
        List<Integer> counts = Apportionment.of(total, shares);

        BigDecimal sum = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        for (int up = 0; up < counts.size(); up++) {
            for (int down = 0; down < counts.size(); down++) {
                if (isRoundedUp(total, shares.get(up), sum, counts.get(up))
                        && !isRoundedUp(total, shares.get(down), sum, counts.get(down))) {
                    int order = fraction(total, shares.get(up), sum).compareTo(fraction(total, shares.get(down), sum));
                    assertThat(order > 0 || order == 0 && up < down)
                            .as("%d and %d of %s", up, down, counts)
                            .isTrue();
                }
            }
        }
    }

    @Provide
    Arbitrary<List<BigDecimal>> shares() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.01"), new BigDecimal("100"))
                .ofScale(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static boolean isRoundedUp(int total, BigDecimal share, BigDecimal sum, int count) {
        return BigDecimal.valueOf(count).multiply(sum).compareTo(share.multiply(BigDecimal.valueOf(total))) > 0;
    }

    private static BigDecimal fraction(int total, BigDecimal share, BigDecimal sum) {
        return share.multiply(BigDecimal.valueOf(total)).remainder(sum);
    }

    private static List<BigDecimal> shares(String... shares) {
        return Stream.of(shares).map(BigDecimal::new).toList();
    }
}
