package io.gradeflow.platform.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * A table in the form of RFC 4180, with a row of headings. Text that a spreadsheet would run as a formula (OWASP, "CSV
 * Injection") gets an apostrophe before it; numbers stay numbers.
 */
public final class CsvTable {

    public static final String MEDIA_TYPE = "text/csv";

    /** For resources that give JSON to whoever accepts both. */
    public static final String ON_REQUEST = MEDIA_TYPE + ";qs=0.5";

    private static final String STARTS_A_FORMULA = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder();
    private final CSVPrinter printer;

    public CsvTable(String... headings) {
        try {
            printer = new CSVPrinter(
                    text, CSVFormat.RFC4180.builder().setHeader(headings).get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param cells null for an empty one; a list becomes its elements, apart by spaces */
    public CsvTable row(@Nullable Object... cells) {
        try {
            for (Object cell : cells) {
                printer.print(written(cell));
            }
            printer.println();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object written(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            case Number number -> number;
            case Collection<?> list ->
                harmless(list.stream().map(String::valueOf).collect(Collectors.joining(" ")));
            default -> harmless(cell.toString());
        };
    }

    private static String harmless(String text) {
        return !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** The text so far. */
    @Override
    public String toString() {
        return text.toString();
    }
}
