package io.gradeflow.question.formats.qti;

import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
        Map<String, BigDecimal> points,
        BigDecimal otherwise,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper) {

    /** @throws IllegalArgumentException if a number is none */
    static Mapping of(XmlElement mapping) {
        Map<String, BigDecimal> points = new LinkedHashMap<>();
        mapping.children("map-entry")
                .forEach(entry -> points.put(
                        entry.attribute("map-key").strip(), Numbers.decimal(entry.attribute("mapped-value"))));
        return new Mapping(
                points,
                bound(mapping, "default-value").orElse(BigDecimal.ZERO),
                bound(mapping, "lower-bound").orElse(null),
                bound(mapping, "upper-bound").orElse(null));
    }

    private static Optional<BigDecimal> bound(XmlElement mapping, String name) {
        String written = mapping.attribute(name);
        return written.isEmpty() ? Optional.empty() : Optional.of(Numbers.decimal(written));
    }

    /** Whether a response that isn't named neither earns nor loses anything. */
    boolean isWithoutOthers() {
        return otherwise.signum() == 0 && (lower == null || lower.signum() <= 0);
    }

    BigDecimal bounded(BigDecimal sum) {
        BigDecimal atLeast = lower == null ? sum : sum.max(lower);
        return upper == null ? atLeast : atLeast.min(upper);
    }

    BigDecimal worth(String value) {
        return points.getOrDefault(value, otherwise);
    }
}
