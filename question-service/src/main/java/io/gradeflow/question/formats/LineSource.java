package io.gradeflow.question.formats;

import io.gradeflow.platform.text.Lines;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file's lines, one at a time, cleaned: any line ending, no byte order mark, no zero-width and no control characters,
 * every kind of space a plain one, and so are tabs but in code. Bytes that are no text become the replacement character.
 */
public final class LineSource implements Closeable {

    /** A longer line is cut there; its question can only be refused. */
    public static final int MAX_LINE = 200_000;

    public static final char REPLACEMENT = Lines.REPLACEMENT;

    private static final Pattern SEPARATOR = Pattern.compile("-{3,}");
    private static final Pattern CHOICE =
            Pattern.compile("\\s{0,9}(?:[-*+•]\\s+)?(?:\\[\\s?\\]\\s|[*_]{0,3}\\(?[A-Fa-f][.)]\\s)");
    private static final Pattern KEY = Pattern.compile(
            "\\s{0,9}(?:[-*+•]\\s+)?(?:\\[[xX✓✔√]\\]\\s|[*_]{0,3}(?:correct\\s)?answers?[*_]{0,3}:)",
            Pattern.CASE_INSENSITIVE);

    private final InputStream file;
    private final Lines lines;
    /** Lines that were read already, with their tabs, from {@link #taken} on. */
    private final List<Line> ahead = new ArrayList<>();

    private int taken;
    private @Nullable Line block;

    LineSource(InputStream file, Charset charset) {
        this.file = file;
        this.lines = new Lines(file, charset, MAX_LINE);
    }

    /** The next line, empty at the end of the file. */
    public Optional<Line> next() throws IOException {
        return nextRaw().map(LineSource::stripped);
    }

    /** The same with the white space around it, which tells levels of lists. */
    public Optional<Line> nextRaw() throws IOException {
        return written().map(LineSource::spaced);
    }

    /** The same, but a block of code that is fenced off comes as one line, whose text has several. */
    public Optional<Line> nextOrCode() throws IOException {
        Line behind = block;
        block = null;
        if (behind != null) {
            return Optional.of(behind);
        }
        Optional<Line> line = written();
        Optional<Fence> fence = line.flatMap(first -> Fence.opening(first.text()));
        int length = fence.isEmpty() ? -1 : length(fence.get());
        if (length < 0) {
            return line.map(LineSource::spaced);
        }
        List<String> content = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            content.add(written().orElseThrow().text());
        }
        written();
        int number = line.orElseThrow().number();
        Line code = new Line(number, fence.orElseThrow().block(content), true);
        if (!fence.orElseThrow().isBehindText()) {
            return Optional.of(code);
        }
        block = code;
        return Optional.of(new Line(number, fence.orElseThrow().before()));
    }

    /**
     * How many lines of code stand behind a line that begins some; negative where nothing ends it, or where whole questions stand in
     * it. Where another question only seems to begin in it, that is code too, or the end was forgotten and the next question has code of
     * its own: then as many lines begin some as end some until the question after it.
     */
    private int length(Fence fence) throws IOException {
        boolean choices = false;
        boolean keys = false;
        boolean begins = false;
        long characters = 0;
        for (int i = 0; i < BlockSize.MOST_LINES; i++) {
            Optional<Line> line = ahead(i);
            String text = line.map(Line::text).orElse("");
            characters += text.length();
            if (line.isEmpty() || characters > BlockSize.MOST_CHARACTERS || fence.isForgottenBefore(text)) {
                return -1;
            }
            if (fence.isEndedBy(text)) {
                return begins && endsAnother(i) ? -1 : i;
            }
            boolean another = (choices || keys) && begins(text);
            if (another && keys) {
                return -1;
            }
            begins |= another;
            choices |= CHOICE.matcher(text).lookingAt();
            keys |= KEY.matcher(text).lookingAt() || CorrectMark.isAt(text);
        }
        return -1;
    }

    private boolean endsAnother(int from) throws IOException {
        int fences = 1;
        for (int i = from + 1; i < from + BlockSize.MOST_LINES; i++) {
            Optional<Line> line = ahead(i);
            if (line.isEmpty() || begins(line.get().text())) {
                break;
            }
            Optional<Fence> fence = Fence.opening(line.get().text());
            if (fences == 1 && fence.isPresent() && !fence.get().info().isEmpty()) {
                return false;
            }
            fences += fence.isPresent() ? 1 : 0;
        }
        return fences % 2 == 0;
    }

    private static boolean begins(String line) {
        String text = line.strip();
        return SEPARATOR.matcher(text).matches() || QuestionHead.of(text).isPresent();
    }

    /** Skips blank lines and shows the one after them, which stays the next. */
    public Optional<Line> peekContent() throws IOException {
        Optional<Line> line = ahead(0);
        while (line.isPresent() && line.get().text().isBlank()) {
            written();
            line = ahead(0);
        }
        return line.map(LineSource::spaced).map(LineSource::stripped);
    }

    private Optional<Line> written() throws IOException {
        Optional<Line> line = ahead(0);
        taken += line.isPresent() ? 1 : 0;
        if (taken == ahead.size()) {
            ahead.clear();
            taken = 0;
        }
        return line;
    }

    private Optional<Line> ahead(int place) throws IOException {
        while (ahead.size() - taken <= place) {
            Optional<Line> line = lines.next().map(read -> new Line(read.number(), withTabs(read.text())));
            if (line.isEmpty()) {
                return line;
            }
            ahead.add(line.get());
        }
        return Optional.of(ahead.get(taken + place));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static Line stripped(Line line) {
        return new Line(line.number(), line.text().strip());
    }

    /** Tabs in code stay what they are. */
    private static Line spaced(Line line) {
        String text = line.text();
        if (text.indexOf('\t') < 0) {
            return line;
        }
        StringBuilder spaced = new StringBuilder(text.replace('\t', ' '));
        for (CodeSpans.Span code : CodeSpans.onLine(text)) {
            spaced.replace(code.from(), code.to(), text.substring(code.from(), code.to()));
        }
        return new Line(line.number(), spaced.toString());
    }

    /** The same of any text; its line ends stay. */
    public static String cleaned(String line) {
        return withTabs(line).replace('\t', ' ');
    }

    private static String withTabs(String line) {
        return isPlain(line) ? line : cleanedWithTabs(line);
    }

    /** Whether there is nothing to be cleaned, as in most lines. */
    private static boolean isPlain(String line) {
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if ((character < ' ' && character != '\t' && character != '\n') || character >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String cleanedWithTabs(String line) {
        StringBuilder text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            append(text, line.charAt(i));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, char character) {
        switch (Character.getType(character)) {
            case Character.FORMAT, Character.CONTROL -> {
                if (character == '\t' || character == '\n') {
                    text.append(character);
                }
            }
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> text.append(' ');
            default -> text.append(character);
        }
    }
}
