package io.gradeflow.question.formats;

import io.gradeflow.platform.text.Lines;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file's lines, one at a time, cleaned: any line ending, no byte order mark, no zero-width and no control characters,
 * every kind of space a plain one. Bytes that are no text become the replacement character.
 */
public final class LineSource implements Closeable {

    /** A longer line is cut there; its question can only be refused. */
    public static final int MAX_LINE = 200_000;

    public static final char REPLACEMENT = Lines.REPLACEMENT;

    private final InputStream file;
    private final Lines lines;
    private @Nullable Line ahead;

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
        if (ahead != null) {
            Line line = ahead;
            ahead = null;
            return Optional.of(line);
        }
        return lines.next().map(line -> new Line(line.number(), cleaned(line.text())));
    }

    /** Skips blank lines and shows the one after them, which stays the next. */
    public Optional<Line> peekContent() throws IOException {
        Optional<Line> line = nextRaw();
        while (line.isPresent() && line.get().text().isBlank()) {
            line = nextRaw();
        }
        ahead = line.orElse(null);
        return line.map(LineSource::stripped);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static Line stripped(Line line) {
        return new Line(line.number(), line.text().strip());
    }

    /** The same of any text; its line ends stay. */
    public static String cleaned(String line) {
        StringBuilder text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            append(text, line.charAt(i));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, char character) {
        switch (Character.getType(character)) {
            case Character.FORMAT, Character.CONTROL -> {
                if (character == '\t') {
                    text.append(' ');
                } else if (character == '\n') {
                    text.append(character);
                }
            }
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> text.append(' ');
            default -> text.append(character);
        }
    }
}
