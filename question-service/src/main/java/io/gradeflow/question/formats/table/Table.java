package io.gradeflow.question.formats.table;

import io.gradeflow.platform.text.Lines;
import io.gradeflow.question.formats.LineSource;
import io.gradeflow.question.formats.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, one at a time; cells may be of several lines. A line whose quotes make no sense is a row that can't be read,
 * and the next line is read as if nothing had been.
 */
final class Table implements Closeable {

    private static final String DELIMITERS = ",;\t|";
    private static final Pattern NAMED = Pattern.compile("(?i)\"?sep=([,;\t|])\"?");
    private static final int MOST_LINES = 500;

    private final InputStream file;
    private final Lines lines;
    private final Deque<Lines.Line> ahead = new ArrayDeque<>();
    private final CSVFormat format;
    private final Columns columns;

    /**
     * @param line where it begins, from 1
     * @param cells null where it can't be read
     */
    record Row(int line, @Nullable List<String> cells) {}

    Table(Upload upload) throws IOException {
        this.file = upload.bytes();
        this.lines = new Lines(file, upload.encoding().charset(), LineSource.MAX_LINE);
        skipBlankLines();
        char delimiter = takeDelimiter();
        this.format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreSurroundingSpaces(true)
                .get();
        List<String> headings = next().map(Row::cells).orElse(null);
        this.columns = Columns.of(headings == null ? List.of() : headings);
    }

    Columns columns() {
        return columns;
    }

    /** Empty at the end of the table. Blank lines are no rows. */
    Optional<Row> next() throws IOException {
        skipBlankLines();
        List<Lines.Line> taken = new ArrayList<>();
        boolean open = true;
        while (open && taken.size() < MOST_LINES) {
            Optional<Lines.Line> line = line();
            if (line.isEmpty()) {
                break;
            }
            taken.add(line.get());
            open = taken.size() == 1 ? quotesIn(line.get()) % 2 == 1 : quotesIn(line.get()) % 2 == 0;
        }
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        int first = taken.getFirst().number();
        List<String> cells = open ? null : cells(taken);
        if (cells == null) {
            taken.subList(1, taken.size()).reversed().forEach(ahead::addFirst);
        }
        return Optional.of(new Row(first, cells));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void skipBlankLines() throws IOException {
        Optional<Lines.Line> line = line();
        while (line.isPresent() && line.get().text().isBlank()) {
            line = line();
        }
        line.ifPresent(ahead::addFirst);
    }

    private Optional<Lines.Line> line() throws IOException {
        return ahead.isEmpty() ? lines.next() : Optional.of(ahead.removeFirst());
    }

    private static long quotesIn(Lines.Line line) {
        return line.text().chars().filter(letter -> letter == '"').count();
    }

    private @Nullable List<String> cells(List<Lines.Line> taken) {
        String text = String.join("\n", taken.stream().map(Lines.Line::text).toList());
        if (taken.stream().anyMatch(Lines.Line::cut)) {
            return null;
        }
        try (CSVParser parser = CSVParser.parse(text, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1
                    ? records.getFirst().stream()
                            .map(cell -> LineSource.cleaned(cell).strip())
                            .toList()
                    : null;
        } catch (IOException | UncheckedIOException | IllegalStateException _) {
            return null;
        }
    }

    /** The one that a first line {@code sep=;} names, as Excel writes it; else the one that the headings have most often. */
    private char takeDelimiter() throws IOException {
        if (ahead.isEmpty()) {
            return DELIMITERS.charAt(0);
        }
        Matcher named = NAMED.matcher(ahead.getFirst().text().strip());
        if (named.matches()) {
            ahead.removeFirst();
            skipBlankLines();
            return named.group(1).charAt(0);
        }
        return delimiter(ahead.getFirst().text());
    }

    /** Outside quotes. */
    private static char delimiter(String headings) {
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        for (int i = 0; i < headings.length(); i++) {
            char letter = headings.charAt(i);
            quoted ^= letter == '"';
            int place = quoted ? -1 : DELIMITERS.indexOf(letter);
            if (place >= 0) {
                counts[place]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return DELIMITERS.charAt(most);
    }
}
