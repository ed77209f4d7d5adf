package io.gradeflow.analytics;

import io.gradeflow.analytics.items.ResponseMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Section 6 of the Law School Admission Test, 1,000 people, 5 items, as tabled in R. D. Bock, M. Lieberman, "Fitting a response
 * model for n dichotomously scored items", Psychometrika 35 (1970), 179-197.
 */
public final class Lsat6 {

    private static final String TABLE = """
            00000 3, 00001 6, 00010 2, 00011 11, 00100 1, 00101 1, 00110 3, 00111 4, 01000 1, 01001 8, 01011 16, 01101 3,
            01110 2, 01111 15, 10000 10, 10001 29, 10010 14, 10011 81, 10100 3, 10101 28, 10110 15, 10111 80, 11000 16,
            11001 56, 11010 21, 11011 173, 11100 11, 11101 61, 11110 28, 11111 298
            """;

    private Lsat6() {}

    public static List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (String entry : TABLE.split(",")) {
            String[] patternAndCount = entry.strip().split(" ");
            for (int i = 0; i < Integer.parseInt(patternAndCount[1]); i++) {
                rows.add(patternAndCount[0]);
            }
        }
        return rows;
    }

    public static ResponseMatrix matrix() {
        return Responses.of(rows().toArray(String[]::new));
    }
}
