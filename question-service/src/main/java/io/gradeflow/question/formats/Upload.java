package io.gradeflow.question.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/**
 * A file that was sent, in a place where it can be read more than once.
 *
 * @param encoding how it is text, if it is
 */
public record Upload(Content content, Encoding encoding) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Opens the file at its beginning. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    public static Upload of(Content content) throws IOException {
        return new Upload(content, Encoding.of(content));
    }

    public InputStream bytes() throws IOException {
        return content.open();
    }

    /** The text, without a byte order mark. */
    public Reader text() throws IOException {
        return text(encoding.charset());
    }

    /** The same where the file itself says how it is text. */
    public Reader text(Charset charset) throws IOException {
        PushbackReader text = new PushbackReader(
                new BufferedReader(new InputStreamReader(
                        content.open(),
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE))),
                1);
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }

    public LineSource lines() throws IOException {
        return new LineSource(content.open(), encoding.charset());
    }

    /** The first characters of a text, as many as there are. */
    public static String beginning(Reader text, int longest) throws IOException {
        char[] beginning = new char[longest];
        int length = 0;
        for (int count = 0; count >= 0 && length < longest; length += Math.max(0, count)) {
            count = text.read(beginning, length, longest - length);
        }
        return new String(beginning, 0, length);
    }
}
