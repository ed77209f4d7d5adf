package io.gradeflow.question.formats;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that was sent, in a place where it can be read more than once.
 *
 * @param encoding how it is text, if it is
 */
public record Upload(Content content, Encoding encoding) {

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

    public LineSource lines() throws IOException {
        return new LineSource(content.open(), encoding.charset());
    }
}
