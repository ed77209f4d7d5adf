package io.gradeflow.analytics.facts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many answers took how long, in one number: the count of each of the {@link TimeBuckets} stands in twelve decimal digits of
 * its own, that of bucket 56, half a minute, before the decimal point, longer times to its left and shorter ones to its right. So
 * histograms are added, and what was counted is taken back, by adding and subtracting numbers, which a database does with its own
 * sums; and it keeps only the digits between the shortest and the longest time. Counts stay below {@code 10^12}; those of a
 * difference may be negative, as long as all of what it is added to are not. See ADR 37.
 */
public final class TimeHistogram {

    private static final int DIGITS = 12;
    private static final int MIDDLE = 56;
    private static final BigInteger BASE = BigInteger.TEN.pow(DIGITS);

    private TimeHistogram() {}

    /** SQL that gives the histogram of one answer that took a number of milliseconds; null of null. */
    public static String sql(String millis) {
        return "('1e' || %d * (%s - %d))::numeric".formatted(DIGITS, TimeBuckets.sql(millis), MIDDLE);
    }

    /**
     * The lower median in milliseconds; null where nothing is counted, and where it can't be the times of so many answers, as after
     * somebody changed the number by hand: figures are told without it then, until a proof finds it.
     */
    public static @Nullable Long median(BigDecimal histogram, long answers) {
        BigDecimal whole = whole(histogram);
        if (whole.signum() == 0 || !isWhole(whole)) {
            return null;
        }
        SortedMap<Integer, Long> counts = digits(whole);
        long counted = counts.values().stream().mapToLong(Long::longValue).sum();
        return counted > answers ? null : (Long) TimeBuckets.median(counts);
    }

    /**
     * The buckets in which something is counted.
     *
     * @throws IllegalArgumentException if the number is no histogram
     */
    public static SortedMap<Integer, Long> counts(BigDecimal histogram) {
        BigDecimal whole = whole(histogram);
        if (!isWhole(whole)) {
            throw new IllegalArgumentException("no histogram: " + histogram);
        }
        return digits(whole);
    }

    private static BigDecimal whole(BigDecimal histogram) {
        return histogram.scaleByPowerOfTen(DIGITS * MIDDLE).stripTrailingZeros();
    }

    private static boolean isWhole(BigDecimal whole) {
        return whole.signum() >= 0 && whole.scale() <= 0;
    }

    private static SortedMap<Integer, Long> digits(BigDecimal whole) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        BigInteger left = whole.toBigInteger();
        for (int bucket = 0; left.signum() > 0; bucket++) {
            BigInteger[] parts = left.divideAndRemainder(BASE);
            if (parts[1].signum() > 0) {
                counts.put(bucket, parts[1].longValueExact());
            }
            left = parts[0];
        }
        return counts;
    }
}
