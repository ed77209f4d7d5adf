package io.gradeflow.attempt.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stream's lines in UTF-8, one at a time, with any line ending and without a byte order mark. Holds no more than one line,
 * and of a line no more than {@value #LONGEST} bytes.
 */
final class Lines {

    static final int LONGEST = 64 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream stream;
    private final byte[] buffer = new byte[LONGEST];
    private final byte[] line = new byte[LONGEST];
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private int next;
    private int end;
    private int number;

    Lines(InputStream stream) {
        this.stream = stream;
    }

    /**
     * The next line that isn't blank; empty at the end of the stream.
     *
     * @throws IOException if the stream breaks off
     */
    Optional<Line> next() throws IOException {
        while (fill()) {
            number++;
            Line read = read();
            if (!(read instanceof Line.Text content) || !content.text().isBlank()) {
                return Optional.of(read);
            }
        }
        return Optional.empty();
    }

    private Line read() throws IOException {
        int length = 0;
        boolean ended = false;
        while (!ended && fill()) {
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            int fits = Math.min(next - from, Math.max(0, LONGEST - length));
            System.arraycopy(buffer, from, line, Math.min(length, LONGEST), fits);
            length = length > LONGEST ? length : length + (next - from);
            ended = next < end;
            next += ended ? 1 : 0;
        }
        return length > LONGEST
                ? new Line.Unreadable(
                        number,
                        Verdict.onLine(
                                number,
                                Fault.LINE_TOO_LONG,
                                "The line has more than " + LONGEST + " bytes; is a line ending missing?"))
                : decoded(length);
    }

    private Line decoded(int length) {
        int start = number == 1 && length >= 3 && Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3) ? 3 : 0;
        int stop = length > start && line[length - 1] == '\r' ? length - 1 : length;
        try {
            return new Line.Text(
                    number,
                    decoder.decode(ByteBuffer.wrap(line, start, stop - start)).toString());
        } catch (CharacterCodingException e) {
            return new Line.Unreadable(
                    number,
                    Verdict.onLine(
                            number, Fault.NOT_UTF_8, "The line holds bytes that are no UTF-8; save it as UTF-8."));
        }
    }

    /** Whether there is a byte to read. */
    private boolean fill() throws IOException {
        while (next == end) {
            int count = stream.read(buffer, 0, buffer.length);
            if (count < 0) {
                return false;
            }
            next = 0;
            end = count;
        }
        return true;
    }
}
