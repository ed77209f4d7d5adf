package io.gradeflow.question.formats.qti;

import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.OptionPoints;
import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What each value of a response is worth.
 *
 * @param points by value, in the order of the file
 * @param otherwise what a value adds that isn't named
 * @param lower null where there is no bound
 * @param upper null where there is no bound
 */
record Mapping(
        Map<String, Fraction> points,
        Fraction otherwise,
        @Nullable Fraction lower,
        @Nullable Fraction upper) {

    /** So many points are full credit at most. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1000);

    /**
     * 0.33333 can't be meant, so a decimal that is a repeating one cut or rounded is the fraction that it stands for, as it is of
     * weights in percent.
     *
     * @param toTheLetter whether decimals are what they are
     * @throws IllegalArgumentException if a number is none
     */
    static Mapping of(XmlElement mapping, boolean toTheLetter) {
        Map<String, Fraction> points = new LinkedHashMap<>();
        mapping.children("map-entry")
                .forEach(entry -> points.put(
                        entry.attribute("map-key").strip(), number(entry.attribute("mapped-value"), toTheLetter)));
        return new Mapping(
                points,
                bound(mapping, "default-value", toTheLetter).orElse(Fraction.ZERO),
                bound(mapping, "lower-bound", toTheLetter).orElse(null),
                bound(mapping, "upper-bound", toTheLetter).orElse(null));
    }

    private static Optional<Fraction> bound(XmlElement mapping, String name, boolean toTheLetter) {
        String written = mapping.attribute(name);
        return written.isEmpty() ? Optional.empty() : Optional.of(number(written, toTheLetter));
    }

    private static Fraction number(String written, boolean toTheLetter) {
        BigDecimal number = Numbers.decimal(written);
        return toTheLetter || number.abs().compareTo(MOST) > 0
                ? Fraction.of(number)
                : Fraction.ofPercent(number.movePointRight(2));
    }

    /**
     * The same within bounds of its own and others.
     *
     * @param least null where there is no other
     * @param most null where there is no other
     * @throws IllegalArgumentException if a bound has too many digits
     */
    Mapping within(@Nullable BigDecimal least, @Nullable BigDecimal most) {
        Fraction atLeast = least == null ? null : Fraction.of(least);
        Fraction atMost = most == null ? null : Fraction.of(most);
        return new Mapping(
                points,
                otherwise,
                atLeast == null || (lower != null && lower.compareTo(atLeast) > 0) ? lower : atLeast,
                atMost == null || (upper != null && upper.compareTo(atMost) < 0) ? upper : atMost);
    }

    /** Whether a response that isn't named neither earns nor loses anything. */
    boolean isWithoutOthers() {
        return otherwise.signum() == 0 && (lower == null || lower.signum() <= 0);
    }

    Fraction bounded(Fraction sum) {
        Fraction atLeast = lower == null || sum.compareTo(lower) >= 0 ? sum : lower;
        return upper == null || atLeast.compareTo(upper) <= 0 ? atLeast : upper;
    }

    Fraction worth(String value) {
        return points.getOrDefault(value, otherwise);
    }

    /** What all these earn together. */
    Fraction earned(Collection<String> values) {
        return bounded(sum(values.stream().map(this::worth)));
    }

    private static Fraction sum(Stream<Fraction> worths) {
        return worths.reduce(Fraction.ZERO, Fraction::plus);
    }

    /** Of choices, what earns most: each value above nothing, or of one choice that which is worth most. */
    List<String> best(Collection<String> ids, boolean several) {
        if (several) {
            return ids.stream().filter(id -> worth(id).signum() > 0).toList();
        }
        return ids.stream()
                .max(Comparator.comparing(this::worth))
                .filter(id -> worth(id).signum() > 0)
                .map(List::of)
                .orElse(List.of());
    }

    /** Whether no response that may be given earns more than the correct one; of one choice, none as much either. */
    boolean isBest(List<String> right, Collection<String> ids, int most) {
        Fraction correct = earned(right);
        List<Fraction> worths = ids.stream()
                .map(this::worth)
                .filter(worth -> worth.signum() > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
        if (most == 1) {
            return worths.stream()
                            .filter(worth -> bounded(worth).compareTo(correct) >= 0)
                            .count()
                    <= 1;
        }
        return bounded(sum(worths.stream().limit(most))).compareTo(correct) <= 0;
    }

    /** Whether each right pair earns what it is worth, and nothing else does or takes anything. */
    boolean isPerPair(List<String> right) {
        Fraction sum = sum(right.stream().map(this::worth));
        boolean others = points.entrySet().stream()
                .anyMatch(pair ->
                        !right.contains(pair.getKey()) && pair.getValue().signum() != 0);
        return isWithoutOthers() && !others && (upper == null || upper.compareTo(sum) >= 0);
    }

    /**
     * @param ids of choices here, by their identifiers in the item
     * @param full what the correct response earns
     */
    OptionPoints points(Map<String, String> ids, Fraction full) {
        TreeMap<String, Fraction> worths = new TreeMap<>();
        ids.forEach((identifier, id) -> worths.put(id, worth(identifier)));
        Fraction least = lower == null || lower.signum() < 0 ? Fraction.ZERO : lower;
        return new OptionPoints(worths, Fraction.ZERO, least, full);
    }
}
