package io.gradeflow.grading;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What holds for the weights of the answers that a key accepts. */
final class Weights {

    private Weights() {}

    static void check(@Nullable Fraction given) {
        Fraction weight = Part.required(given, "weight");
        if (weight.signum() < 0 || weight.compareTo(Fraction.ONE) > 0) {
            throw new IllegalArgumentException("a weight is from 0 to 1, was " + weight);
        }
    }

    static void checkAll(Collection<Fraction> weights) {
        if (!weights.contains(Fraction.ONE)) {
            throw new IllegalArgumentException("no answer earns full credit");
        }
    }
}
