package io.gradeflow.question.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file's lines, one at a time, cleaned: any line ending, no byte order mark, no zero-width and no control characters,
 * every kind of space a plain one. Bytes that are no UTF-8 become the replacement character.
 */
final class LineSource {

    /** A longer line is cut there; its question can only be refused. */
    static final int MAX_LINE = 200_000;

    static final char REPLACEMENT = '\uFFFD';

    private final Reader reader;
    private int number;
    private @Nullable Line ahead;

    LineSource(InputStream file) {
        this.reader = new BufferedReader(
                new InputStreamReader(
                        file,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                1 << 16);
    }

    /** The next line, empty at the end of the file. */
    Optional<Line> next() throws IOException {
        return nextRaw().map(line -> new Line(line.number(), line.text().strip()));
    }

    /** The same with the white space around it, which YAML needs. */
    Optional<Line> nextRaw() throws IOException {
        if (ahead != null) {
            Line line = ahead;
            ahead = null;
            return Optional.of(line);
        }
        return read();
    }

    /** Skips blank lines and shows the one after them, which stays the next. */
    Optional<Line> peekContent() throws IOException {
        Optional<Line> line = nextRaw();
        while (line.isPresent() && line.get().text().isBlank()) {
            line = read();
        }
        ahead = line.orElse(null);
        return line.map(content -> new Line(content.number(), content.text().strip()));
    }

    private Optional<Line> read() throws IOException {
        StringBuilder text = new StringBuilder();
        int character = reader.read();
        if (character < 0) {
            return Optional.empty();
        }
        number++;
        while (character >= 0 && character != '\n') {
            if (text.length() < MAX_LINE) {
                append(text, (char) character);
            }
            character = reader.read();
        }
        return Optional.of(new Line(number, text.toString()));
    }

    private static void append(StringBuilder text, char character) {
        switch (Character.getType(character)) {
            case Character.FORMAT, Character.CONTROL -> {
                if (character == '\t') {
                    text.append(' ');
                }
            }
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> text.append(' ');
            default -> text.append(character);
        }
    }
}
