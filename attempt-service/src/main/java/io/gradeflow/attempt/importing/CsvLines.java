package io.gradeflow.attempt.importing;

import io.gradeflow.attempt.AttemptError;
import io.gradeflow.platform.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table after RFC 4180 with a row of headings, but for cells of more than one line: each line is read for itself, so that a
 * missing quote spoils one line and not the rest of the stream.
 */
final class CsvLines implements LineFormat {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private List<String> headings = List.of();

    @Override
    public boolean heads(Line first) {
        if (!(first instanceof Line.Text line)) {
            throw invalid("They can't be read; save the table as UTF-8.");
        }
        List<String> cells = cells(line.text());
        if (cells == null) {
            throw invalid("A quote is missing among them.");
        }
        for (String heading : cells) {
            if (!LineFields.ALL.contains(heading)) {
                throw invalid("There is no column " + (heading.length() > 100 ? heading.substring(0, 100) : heading)
                        + "; columns are apart by commas, and named exactly "
                        + String.join(", ", LineFields.NEEDED) + ", and answeredAt and attempt if wanted.");
            }
        }
        if (new HashSet<>(cells).size() < cells.size()) {
            throw invalid("A column stands twice.");
        }
        for (String needed : LineFields.NEEDED) {
            if (!cells.contains(needed)) {
                throw invalid("The column " + needed + " is missing.");
            }
        }
        headings = cells;
        return true;
    }

    @Override
    public Reading read(Line.Text line, Instant now) {
        List<String> cells = cells(line.text());
        if (cells == null) {
            return malformed(line, "A quote is missing, or stands within a cell without being doubled.");
        }
        if (cells.size() != headings.size()) {
            return malformed(
                    line, "The line has " + cells.size() + " cells; there are " + headings.size() + " columns.");
        }
        return new LineFields(line.number(), cell(cells, LineFields.EXTERNAL_ID), now)
                .reading(
                        cell(cells, LineFields.LEARNER),
                        cell(cells, LineFields.BANK),
                        cell(cells, LineFields.QUESTION),
                        ticked(cells),
                        cell(cells, LineFields.ANSWERED_AT),
                        cell(cells, LineFields.ATTEMPT));
    }

    private @Nullable String cell(List<String> cells, String heading) {
        int column = headings.indexOf(heading);
        return column < 0 ? null : cells.get(column);
    }

    /** Apart by spaces, as in the tables that the service gives out. */
    private List<String> ticked(List<String> cells) {
        String cell = cells.get(headings.indexOf(LineFields.CHOICES)).strip();
        return cell.isEmpty() ? List.of() : List.of(cell.split(" +"));
    }

    /** Null where the line is no row of a table. */
    private static @Nullable List<String> cells(String line) {
        try (CSVParser parser = CSVParser.parse(line, FORMAT)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? records.getFirst().toList() : null;
        } catch (IOException | UncheckedIOException | IllegalStateException _) {
            return null;
        }
    }

    private static Reading malformed(Line line, String message) {
        return new Reading.Bad(Verdict.onLine(line.number(), Fault.MALFORMED_CSV, message));
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(AttemptError.HEADINGS_INVALID, detail + " Nothing was stored.");
    }
}
