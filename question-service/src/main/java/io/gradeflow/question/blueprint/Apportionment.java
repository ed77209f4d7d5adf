package io.gradeflow.question.blueprint;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns shares into whole numbers by largest remainders (Hamilton's method; M. L. Balinski and H. P. Young, "Fair
 * Representation", 1982, ch. 3): each share gets the whole part of its exact quota, and those with the largest fractions one
 * more until all is given out. So each number is less than one away from its quota.
 */
final class Apportionment {

    private Apportionment() {}

    /**
     * @param total what is given out, at least 0
     * @param shares each above 0, whatever their sum
     * @return a number a share, in the same order, with the total as their sum; of equal fractions the earlier goes first
     */
    static List<Integer> of(int total, List<BigDecimal> shares) {
        BigDecimal sum = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Integer> counts = new ArrayList<>();
        List<BigDecimal> fractions = new ArrayList<>();
        for (BigDecimal share : shares) {
            BigDecimal[] quota = share.multiply(BigDecimal.valueOf(total)).divideAndRemainder(sum);
            counts.add(quota[0].toBigInteger().intValueExact());
            fractions.add(quota[1]);
        }
        int left = total - counts.stream().mapToInt(Integer::intValue).sum();
        IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing(fractions::get, Comparator.reverseOrder()))
                .limit(left)
                .forEach(i -> counts.set(i, counts.get(i) + 1));
        return List.copyOf(counts);
    }
}
