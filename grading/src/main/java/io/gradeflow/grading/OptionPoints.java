package io.gradeflow.grading;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What ticking each choice adds, as the mapping of QTI has it. Weights, which are parts of full credit, are points between 0 and
 * 1.
 *
 * @param points by choice id; sorted and unmodifiable
 * @param otherwise what a choice adds that {@code points} doesn't name
 * @param least no response that ticks something earns less, zero or more
 * @param most no response earns more; what full credit is in these points, more than {@code least}
 */
public record OptionPoints(SortedMap<String, Fraction> points, Fraction otherwise, Fraction least, Fraction most) {

    public OptionPoints {
        points = Part.required(points, "points");
        points.values().forEach(worth -> Part.required(worth, "what a choice is worth"));
        otherwise = Part.required(otherwise, "otherwise");
        least = Part.required(least, "least");
        most = Part.required(most, "most");
        if (points.keySet().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a choice id is blank");
        }
        if (least.signum() < 0 || most.compareTo(least) <= 0) {
            throw new IllegalArgumentException(
                    "bounds must be 0 or more, the upper above the lower, were " + least + " and " + most);
        }
        points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
    }

    /** Weights between nothing and full credit; a choice without one adds nothing. */
    public static OptionPoints weights(SortedMap<String, Fraction> weights) {
        return new OptionPoints(weights, Fraction.ZERO, Fraction.ZERO, Fraction.ONE);
    }

    boolean areWeights() {
        return otherwise.signum() == 0
                && least.signum() == 0
                && most.equals(Fraction.ONE)
                && points.values().stream()
                        .allMatch(weight -> weight.within(Fraction.of(-1, 1), Fraction.ONE) == weight);
    }

    /** The part of full credit that ticking these choices earns. */
    Fraction earned(Collection<String> ticked) {
        return ticked.stream()
                .map(choice -> points.getOrDefault(choice, otherwise))
                .reduce(Fraction.ZERO, Fraction::plus)
                .within(least, most)
                .dividedBy(most);
    }
}
