package io.gradeflow.question.exporting.writers;

import io.gradeflow.grading.ChoiceKey;
import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.question.formats.Draft;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What ticking each choice is worth under a key, and how such parts are written. */
final class Parts {

    private static final int DECIMALS = 9;
    /** In percent. Moodle has its repeating ones with five. */
    private static final int MOODLES_DECIMALS = 5;

    private static final int MOST_PERCENT_DECIMALS = 7;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Parts() {}

    /**
     * Of full credit, by choice; where a policy doesn't score by sums, the nearest that does: each right choice earns its part, and a wrong one
     * takes all away.
     */
    static SortedMap<String, Fraction> ofFullCredit(ChoiceKey key, Collection<String> ids) {
        TreeMap<String, Fraction> parts = new TreeMap<>();
        OptionPoints options = key.options();
        int size = key.correct().size();
        for (String id : ids) {
            boolean right = key.correct().contains(id);
            parts.put(
                    id,
                    switch (key.policy()) {
                        case ALL_OR_NOTHING -> right ? Fraction.of(1, size) : Fraction.of(-1, 1);
                        case RIGHT_MINUS_WRONG -> Fraction.of(right ? 1 : -1, size);
                        case OPTION_WEIGHTS, MAP_RESPONSE ->
                            options == null
                                    ? Fraction.ZERO
                                    : options.points()
                                            .getOrDefault(id, options.otherwise())
                                            .dividedBy(options.most());
                    });
        }
        return parts;
    }

    /** The number of percent that readers take for the fraction, or the nearest. */
    static BigDecimal percent(Fraction part) {
        BigDecimal hundredfold = new BigDecimal(part.numerator()).multiply(HUNDRED);
        BigDecimal divisor = new BigDecimal(part.denominator());
        BigDecimal exact = hundredfold.divide(divisor, MOST_PERCENT_DECIMALS, RoundingMode.HALF_UP);
        if (Fraction.of(exact.movePointLeft(2)).equals(part)) {
            BigDecimal stripped = exact.stripTrailingZeros();
            BigDecimal plain = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
            if (Fraction.ofPercent(plain).equals(part)) {
                return plain;
            }
        }
        BigDecimal moodles = hundredfold.divide(divisor, MOODLES_DECIMALS, RoundingMode.HALF_UP);
        return Fraction.ofPercent(moodles).equals(part) ? moodles : exact;
    }

    /** As readers take it of what is written. */
    static Fraction read(Fraction part) {
        return Fraction.ofPercent(percent(part));
    }

    /** As they are read of what is written, without those that add nothing. What rounding takes away, the first gets. */
    static SortedMap<String, Fraction> inPercent(SortedMap<String, Fraction> parts) {
        Fraction least = Fraction.of(-1, 1);
        SortedMap<String, Fraction> written = new TreeMap<>();
        nonZero(parts).forEach((id, part) -> written.put(id, read(part.within(least, Fraction.ONE))));
        written.values().removeIf(part -> part.signum() == 0);
        Fraction full = sum(above(parts).values());
        Fraction sum = sum(above(written).values());
        if (full.equals(Fraction.ONE) && !sum.equals(full) && !above(written).isEmpty()) {
            Fraction missing = full.plus(times(sum, least));
            written.computeIfPresent(above(written).firstKey(), (id, part) -> read(part.plus(missing)));
        }
        return written;
    }

    /** Those that earn something. */
    static SortedMap<String, Fraction> above(SortedMap<String, Fraction> parts) {
        SortedMap<String, Fraction> above = new TreeMap<>(parts);
        above.values().removeIf(part -> part.signum() <= 0);
        return above;
    }

    static SortedMap<String, Fraction> nonZero(SortedMap<String, Fraction> parts) {
        SortedMap<String, Fraction> nonZero = new TreeMap<>(parts);
        nonZero.values().removeIf(part -> part.signum() == 0);
        return nonZero;
    }

    /** What ticking each choice of a question of several adds, where formats have weights for that. */
    static SortedMap<String, Fraction> weights(Draft question) {
        ChoiceKey key = Keyed.choices(question);
        OptionPoints options = key.options();
        return options == null ? inPercent(ofFullCredit(key, question.choiceIds())) : options.points();
    }

    static boolean isDecimal(Fraction fraction) {
        return Fraction.of(decimal(fraction)).equals(fraction);
    }

    /** Rounded where it has no end. */
    static BigDecimal decimal(Fraction fraction) {
        BigDecimal decimal = new BigDecimal(fraction.numerator())
                .divide(new BigDecimal(fraction.denominator()), DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    static Fraction times(Fraction one, Fraction other) {
        return new Fraction(
                one.numerator().multiply(other.numerator()), one.denominator().multiply(other.denominator()));
    }

    /** Full credit, or the least multiple of it in which all parts are decimals. */
    static Fraction inDecimals(Fraction full, Collection<Fraction> parts) {
        List<Fraction> worth = parts.stream().map(part -> times(part, full)).toList();
        return worth.stream().allMatch(Parts::isDecimal)
                ? full
                : times(full, new Fraction(commonDenominator(worth), BigInteger.ONE));
    }

    /** The least whole number that makes decimals of all, be they long ones. */
    private static BigInteger commonDenominator(Collection<Fraction> fractions) {
        BigInteger common = fractions.stream()
                .map(Fraction::denominator)
                .reduce(BigInteger.ONE, (one, other) -> one.multiply(other).divide(one.gcd(other)));
        for (BigInteger prime : List.of(BigInteger.TWO, BigInteger.valueOf(5))) {
            while (common.mod(prime).signum() == 0) {
                common = common.divide(prime);
            }
        }
        return common;
    }

    static Fraction sum(Collection<Fraction> fractions) {
        return fractions.stream().reduce(Fraction.ZERO, Fraction::plus);
    }
}
