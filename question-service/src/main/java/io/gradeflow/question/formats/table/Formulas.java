package io.gradeflow.question.formats.table;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would run as formulas (OWASP, "CSV Injection"). An apostrophe before such a cell makes text of it; so
 * one apostrophe before what looks like a formula, or like one that has apostrophes already, is never part of the text.
 */
public final class Formulas {

    private static final Pattern FORMULA = Pattern.compile("'*+[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\\t\\r]");
    private static final Pattern GUARDED = Pattern.compile("'++[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\\t\\r]");

    private Formulas() {}

    /** The cell as it may stand in a table. */
    public static String harmless(String cell) {
        return FORMULA.matcher(cell).lookingAt() ? "'" + cell : cell;
    }

    /** What {@link #harmless} was given. */
    public static String meant(String cell) {
        return GUARDED.matcher(cell).lookingAt() ? cell.substring(1) : cell;
    }
}
