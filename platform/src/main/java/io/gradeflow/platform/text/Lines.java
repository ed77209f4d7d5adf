package io.gradeflow.platform.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/**
 * The lines of a text, one at a time, with any line ending and without a byte order mark. Holds no more than one line, and of a
 * line no more than fits. Bytes that are no text become {@link #REPLACEMENT}.
 */
public final class Lines {

    public static final char REPLACEMENT = '\uFFFD';

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader reader;
    private final int longest;
    private final char[] buffer = new char[1 << 14];
    private final StringBuilder line = new StringBuilder();
    private int next;
    private int end;
    private int number;
    private boolean afterReturn;

    /** @param longest a longer line is cut there */
    public Lines(InputStream stream, Charset charset, int longest) {
        this.reader = new InputStreamReader(
                stream,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        this.longest = longest;
    }

    /**
     * @param number counts from 1
     * @param text without its ending
     * @param cut whether it was longer
     */
    public record Line(int number, String text, boolean cut) {}

    /**
     * The next line; empty at the end.
     *
     * @throws IOException if the stream breaks off
     */
    public Optional<Line> next() throws IOException {
        if (!hasMore()) {
            return Optional.empty();
        }
        number++;
        line.setLength(0);
        boolean cut = false;
        boolean ended = false;
        while (!ended && fill()) {
            int from = next;
            while (next < end && buffer[next] != '\n' && buffer[next] != '\r') {
                next++;
            }
            int fits = Math.min(next - from, longest - line.length());
            line.append(buffer, from, fits);
            cut |= fits < next - from;
            ended = next < end;
            if (ended) {
                afterReturn = buffer[next++] == '\r';
            }
        }
        return Optional.of(new Line(number, line.toString(), cut));
    }

    /** Whether another line follows; a line feed that belongs to a carriage return is none. */
    private boolean hasMore() throws IOException {
        if (number == 0 && fill() && buffer[next] == BYTE_ORDER_MARK) {
            next++;
        }
        if (afterReturn && fill() && buffer[next] == '\n') {
            next++;
        }
        afterReturn = false;
        return fill();
    }

    /** Whether there is a character to read. */
    private boolean fill() throws IOException {
        while (next == end) {
            int count = reader.read(buffer, 0, buffer.length);
            if (count < 0) {
                return false;
            }
            next = 0;
            end = count;
        }
        return true;
    }
}
