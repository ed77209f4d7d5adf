package io.gradeflow.question.formats.qti;

import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.NumericRange;
import io.gradeflow.question.formats.xml.XmlElement;
import java.math.BigDecimal;
import java.util.List;

/**
 * What is accepted around a number, by the one comparison in an item's own rules.
 *
 * @param below how far below
 * @param above how far above
 * @param relative whether both are per cent of the number
 */
record QtiNumber(BigDecimal below, BigDecimal above, boolean relative) {

    private static final QtiNumber EXACTLY = new QtiNumber(BigDecimal.ZERO, BigDecimal.ZERO, false);

    /** @throws IllegalArgumentException if it can't be told or kept */
    static QtiNumber of(XmlElement item) {
        List<XmlElement> rules = item.child("response-processing").stream()
                .flatMap(XmlElement::descendants)
                .toList();
        if (rules.stream().anyMatch(rule -> rule.name().equals("equal-rounded"))) {
            throw new IllegalArgumentException("numbers are compared after they are rounded");
        }
        List<XmlElement> comparisons = rules.stream()
                .filter(rule ->
                        rule.name().equals("equal") && !List.of("", "exact").contains(rule.attribute("tolerance-mode")))
                .toList();
        if (comparisons.isEmpty()) {
            return EXACTLY;
        }
        XmlElement comparison = comparisons.getFirst();
        if (comparisons.size() > 1) {
            throw new IllegalArgumentException("numbers are compared with several tolerances");
        }
        if (comparison.attribute("include-lower-bound").equals("false")
                || comparison.attribute("include-upper-bound").equals("false")) {
            throw new IllegalArgumentException("the bounds of the tolerance are not accepted themselves");
        }
        String[] widths = comparison.attribute("tolerance").strip().split("\\s+");
        BigDecimal below = Numbers.decimal(widths[0]);
        return new QtiNumber(
                below,
                widths.length > 1 ? Numbers.decimal(widths[1]) : below,
                comparison.attribute("tolerance-mode").equals("relative"));
    }

    NumericRange around(BigDecimal number, Fraction weight) {
        BigDecimal part = relative ? number.abs().movePointLeft(2) : BigDecimal.ONE;
        return new NumericRange(number.subtract(below.multiply(part)), number.add(above.multiply(part)), weight);
    }
}
