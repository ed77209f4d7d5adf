package io.gradeflow.question.formats.qti;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as attributes and values have them. */
final class Numbers {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,40}(?:\\.\\d{1,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,2})?");

    private Numbers() {}

    static boolean isDecimal(String text) {
        return NUMBER.matcher(text.strip()).matches();
    }

    /** @throws IllegalArgumentException if it is none, or one that no key can hold */
    static BigDecimal decimal(String text) {
        String number = text.strip();
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("\"" + number + "\" is no number");
        }
        return new BigDecimal(number);
    }
}
