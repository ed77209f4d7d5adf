package io.gradeflow.question.formats.table;

import io.gradeflow.platform.text.Lines;
import io.gradeflow.question.formats.BlockSize;
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
    /** Rows that may stand above the headings. */
    private static final int MOST_ABOVE = 20;
    /** Beneath the headings of a table of Markdown. */
    private static final Pattern RULE =
            Pattern.compile("\\|?(?:\\s{0,9}:?-{1,99}:?\\s{0,9}\\|){1,99}(?:\\s{0,9}:?-{1,99}:?)?");

    private final InputStream file;
    private final Lines lines;
    private final Deque<Lines.Line> ahead = new ArrayDeque<>();
    private final CSVFormat format;
    private final Columns columns;
    private final int headingsLine;
    private final boolean markdown;

    /**
     * @param line where it begins, from 1
     * @param last where it ends
     * @param cells null where it can't be read
     */
    record Row(int line, int last, @Nullable List<String> cells) {}

    Table(Upload upload) throws IOException {
        this.file = upload.bytes();
        this.lines = new Lines(file, upload.encoding().charset(), LineSource.MAX_LINE);
        skipBlankLines();
        this.markdown = skipToMarkdown();
        Optional<Character> named = takeNamedDelimiter();
        if (!markdown) {
            skipToHeadings(named);
        }
        this.format = format(named, ahead.isEmpty() ? "" : ahead.getFirst().text());
        Optional<Row> first = next();
        this.headingsLine = first.map(Row::line).orElse(1);
        List<String> headings = first.map(Row::cells).orElse(null);
        this.columns = Columns.of(headings == null ? List.of() : headings);
    }

    /** @param headings which tell the delimiter where none is named */
    private static CSVFormat format(Optional<Character> named, String headings) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(named.orElseGet(() -> delimiter(headings)))
                .setIgnoreSurroundingSpaces(true)
                .get();
    }

    /** Whether its headings say that it holds questions; a table of Markdown, which may be one of answers, has choices. */
    boolean holdsQuestions() {
        return columns.holdQuestions() && (!markdown || columns.holdChoices());
    }

    int headingsLine() {
        return headingsLine;
    }

    Columns columns() {
        return columns;
    }

    /** Empty at the end of the table. Blank lines are no rows. */
    Optional<Row> next() throws IOException {
        skipBlankLines();
        if (markdown) {
            return nextOfMarkdown();
        }
        List<Lines.Line> taken = new ArrayList<>();
        BlockSize size = new BlockSize();
        boolean open = true;
        while (open && taken.size() < MOST_LINES) {
            Optional<Lines.Line> line = line();
            if (line.isEmpty()) {
                break;
            }
            taken.add(line.get());
            if (!size.takes(line.get().text())) {
                break;
            }
            open = taken.size() == 1 ? quotesIn(line.get()) % 2 == 1 : quotesIn(line.get()) % 2 == 0;
        }
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        int first = taken.getFirst().number();
        List<String> cells = open ? null : cells(taken, format);
        if (cells == null) {
            taken.subList(1, taken.size()).reversed().forEach(ahead::addFirst);
        }
        int last = cells == null ? first : taken.getLast().number();
        return Optional.of(new Row(first, last, cells));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Text around such a table, and the line beneath its headings, are no rows. */
    private Optional<Row> nextOfMarkdown() throws IOException {
        for (Optional<Lines.Line> line = line(); line.isPresent(); line = line()) {
            String text = line.get().text().strip();
            if (text.startsWith("|") && !RULE.matcher(text).matches()) {
                int number = line.get().number();
                return Optional.of(new Row(number, number, line.get().cut() ? null : cellsOfMarkdown(text)));
            }
        }
        return Optional.empty();
    }

    private static List<String> cellsOfMarkdown(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = 1; i < row.length(); i++) {
            boolean escaped = row.charAt(i) == '\\' && i + 1 < row.length() && row.charAt(i + 1) == '|';
            if (escaped) {
                cell.append(row.charAt(++i));
            } else if (row.charAt(i) == '|') {
                cells.add(LineSource.cleaned(cell.toString()).strip());
                cell.setLength(0);
            } else {
                cell.append(row.charAt(i));
            }
        }
        if (!cell.toString().isBlank()) {
            cells.add(LineSource.cleaned(cell.toString()).strip());
        }
        return cells;
    }

    /** Whether a table of Markdown stands there, perhaps after what its author says of it, which is then left out. */
    private boolean skipToMarkdown() throws IOException {
        List<Lines.Line> seen = new ArrayList<>();
        for (Optional<Lines.Line> line = line(); line.isPresent() && seen.size() < MOST_LINES; line = line()) {
            boolean found = !seen.isEmpty()
                    && RULE.matcher(line.get().text().strip()).matches()
                    && seen.getLast().text().strip().startsWith("|");
            if (found) {
                ahead.addFirst(seen.getLast());
                return true;
            }
            seen.add(line.get());
            if (seen.size() == MOST_LINES) {
                break;
            }
        }
        seen.reversed().forEach(ahead::addFirst);
        return false;
    }

    /** A title and remarks above headings are no rows, where these say all; else the first row is the one of the headings. */
    private void skipToHeadings(Optional<Character> named) throws IOException {
        List<Lines.Line> seen = new ArrayList<>();
        int rows = 0;
        boolean found = false;
        while (!found && rows <= MOST_ABOVE && seen.size() < MOST_LINES) {
            Optional<Lines.Line> line = line();
            if (line.isEmpty()) {
                break;
            }
            seen.add(line.get());
            if (!line.get().text().isBlank()) {
                Columns columns = columns(line.get(), named);
                found = rows == 0 ? columns.holdQuestions() : columns.sayAll();
                rows++;
            }
        }
        List<Lines.Line> kept = found ? seen.subList(seen.size() - 1, seen.size()) : seen;
        kept.reversed().forEach(ahead::addFirst);
    }

    /** If the line were that of the headings. */
    private static Columns columns(Lines.Line line, Optional<Character> named) {
        List<String> headings = cells(List.of(line), format(named, line.text()));
        return Columns.of(headings == null ? List.of() : headings);
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

    private static @Nullable List<String> cells(List<Lines.Line> taken, CSVFormat format) {
        String text = String.join("\n", taken.stream().map(Lines.Line::text).toList());
        if (taken.stream().anyMatch(Lines.Line::cut)) {
            return null;
        }
        try (CSVParser parser = CSVParser.parse(text, format)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1
                    ? records.getFirst().stream()
                            .map(cell -> Formulas.meant(LineSource.cleaned(cell).strip()))
                            .toList()
                    : null;
        } catch (IOException | UncheckedIOException | IllegalStateException _) {
            return null;
        }
    }

    /** The one that a first line {@code sep=;} names, as Excel writes it. */
    private Optional<Character> takeNamedDelimiter() throws IOException {
        Matcher named =
                NAMED.matcher(ahead.isEmpty() ? "" : ahead.getFirst().text().strip());
        if (!named.matches()) {
            return Optional.empty();
        }
        ahead.removeFirst();
        skipBlankLines();
        return Optional.of(named.group(1).charAt(0));
    }

    /** The one that stands most often in headings, outside quotes. */
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
