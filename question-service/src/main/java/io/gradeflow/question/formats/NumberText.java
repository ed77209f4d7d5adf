package io.gradeflow.question.formats;

import io.gradeflow.grading.Fraction;
import io.gradeflow.grading.NumericRange;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with a tolerance ({@code 3.14:0.01}), a range ({@code 3..4}), or a number alone. */
public final class NumberText {

    private static final String NUMBER =
            "\\s*([+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,2})?)\\s*";
    private static final Pattern AROUND = Pattern.compile(NUMBER + "(?::" + NUMBER + ")?");
    private static final Pattern RANGE = Pattern.compile(NUMBER + "\\.\\." + NUMBER);

    private NumberText() {}

    /**
     * Empty where it is none of these.
     *
     * @throws IllegalArgumentException if no key can accept it
     */
    public static Optional<NumericRange> range(String text, Fraction weight) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return Optional.of(new NumericRange(number(range.group(1)), number(range.group(2)), weight));
        }
        Matcher around = AROUND.matcher(text);
        return around.matches()
                ? Optional.of(NumericRange.around(
                        number(around.group(1)),
                        around.group(2) == null ? BigDecimal.ZERO : number(around.group(2)),
                        weight))
                : Optional.empty();
    }

    /** Whether it looks like one of these. */
    public static boolean isNumber(String text) {
        return AROUND.matcher(text).matches() || RANGE.matcher(text).matches();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
    }
}
