package io.gradeflow.grading;

import java.math.BigDecimal;

/**
 * A number. 2, 2.0 and 2.00 are equal.
 *
 * @param number of at most {@value #MAX_DIGITS} digits before the point and as many behind it; without zeros at the end
 */
public record NumberResponse(BigDecimal number) implements Response {

    public static final int MAX_DIGITS = 40;

    public NumberResponse {
        number = Decimals.checked(number);
    }

    @Override
    public String pattern() {
        return number.toPlainString();
    }
}
