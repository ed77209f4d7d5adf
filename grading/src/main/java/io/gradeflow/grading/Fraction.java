package io.gradeflow.grading;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An exact fraction in its lowest terms. What part of full credit something earns is told by these, so that three thirds are
 * one.
 *
 * @param numerator carries the sign
 * @param denominator above zero
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {

    public static final Fraction ZERO = of(0, 1);
    public static final Fraction ONE = of(1, 1);

    private static final Pattern FORM = Pattern.compile("-?\\d{1,9}(?:/\\d{1,9}|\\.\\d{1,9})?");
    private static final Pattern WRITTEN = Pattern.compile("-?\\d{1,200}(?:/\\d{1,200}|\\.\\d{1,9})?");

    /** Decimals of a weight; finer ones are rounded. */
    private static final int DECIMALS = 9;

    private static final int MOST_DIGITS = 12;

    /** The denominators of the weights that other systems offer in percent; all but a few of them repeat as decimals. */
    private static final int LARGEST_MEANT = 20;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Fraction {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("the denominator must be above zero, was " + denominator);
        }
        BigInteger divisor = numerator.gcd(denominator);
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    public static Fraction of(long numerator, long denominator) {
        return new Fraction(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /**
     * Rounded half-even to {@value #DECIMALS} decimals.
     *
     * @throws IllegalArgumentException if it has more than {@value #MOST_DIGITS} digits before the point
     */
    public static Fraction of(BigDecimal decimal) {
        long digits = (long) decimal.precision() - decimal.scale();
        if (digits < -DECIMALS) {
            return ZERO;
        }
        if (digits > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "a weight or a score has at most " + MOST_DIGITS + " digits before the point");
        }
        BigDecimal rounded = decimal.scale() > DECIMALS ? decimal.setScale(DECIMALS, RoundingMode.HALF_EVEN) : decimal;
        return rounded.scale() <= 0
                ? new Fraction(rounded.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(rounded.unscaledValue(), BigInteger.TEN.pow(rounded.scale()));
    }

    /**
     * Of {@code 1/3}, {@code -0.25} or {@code 1}, each number with at most nine digits.
     *
     * @throws IllegalArgumentException if the text is nothing of the kind
     */
    public static Fraction parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a fraction such as 1/3, 0.25 or 1: " + text);
        }
        return read(text);
    }

    /**
     * Of what {@link #toString} wrote, which may have more digits than anybody writes.
     *
     * @throws IllegalArgumentException if the text is nothing of the kind
     */
    public static Fraction read(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new IllegalArgumentException("not a fraction: " + text);
        }
        int slash = text.indexOf('/');
        return slash < 0
                ? of(new BigDecimal(text))
                : new Fraction(new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
    }

    /**
     * A weight in percent as files have it. 33.33333 can't be meant, so a percentage that is a repeating decimal cut or rounded
     * to two places or more, of a fraction with a denominator up to {@value #LARGEST_MEANT}, is that fraction; any other is taken
     * to the letter.
     */
    public static Fraction ofPercent(BigDecimal percent) {
        if (percent.scale() >= 2) {
            for (int denominator = 3; denominator <= LARGEST_MEANT; denominator++) {
                BigDecimal times = percent.multiply(BigDecimal.valueOf(denominator));
                BigDecimal numerator = times.divide(HUNDRED, 0, RoundingMode.HALF_EVEN);
                if (repeats(denominator, numerator) && isMeant(percent, numerator, denominator)) {
                    return of(numerator.longValueExact(), denominator);
                }
            }
        }
        return of(percent.movePointLeft(2));
    }

    private static boolean repeats(int denominator, BigDecimal numerator) {
        int rest = of(numerator.longValue(), denominator).denominator.intValueExact();
        while (rest % 2 == 0) {
            rest /= 2;
        }
        while (rest % 5 == 0) {
            rest /= 5;
        }
        return rest > 1;
    }

    private static boolean isMeant(BigDecimal percent, BigDecimal numerator, int denominator) {
        BigDecimal hundredfold = numerator.multiply(HUNDRED);
        BigDecimal divisor = BigDecimal.valueOf(denominator);
        return percent.equals(hundredfold.divide(divisor, percent.scale(), RoundingMode.HALF_UP))
                || percent.equals(hundredfold.divide(divisor, percent.scale(), RoundingMode.DOWN));
    }

    public Fraction plus(Fraction other) {
        return new Fraction(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /** @throws ArithmeticException if the other is zero */
    public Fraction dividedBy(Fraction other) {
        if (other.numerator.signum() == 0) {
            throw new ArithmeticException("divided by zero");
        }
        BigInteger below = denominator.multiply(other.numerator);
        BigInteger above = numerator.multiply(other.denominator);
        return below.signum() < 0 ? new Fraction(above.negate(), below.negate()) : new Fraction(above, below);
    }

    /** This one, or the bound that it is outside of. */
    public Fraction within(Fraction least, Fraction most) {
        return compareTo(least) < 0 ? least : compareTo(most) > 0 ? most : this;
    }

    public int signum() {
        return numerator.signum();
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** The form that {@link #read} reads: {@code 1/3}, {@code -1/4}, {@code 1}. */
    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
