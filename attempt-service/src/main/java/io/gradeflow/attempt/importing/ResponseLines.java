package io.gradeflow.attempt.importing;

import io.gradeflow.platform.text.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a stream of responses in UTF-8, without blank ones. */
final class ResponseLines {

    static final int LONGEST = 64 * 1024;

    private final Lines lines;

    ResponseLines(InputStream stream) {
        this.lines = new Lines(stream, StandardCharsets.UTF_8, LONGEST);
    }

    /**
     * The next line that isn't blank; empty at the end of the stream.
     *
     * @throws IOException if the stream breaks off
     */
    Optional<Line> next() throws IOException {
        Optional<Lines.Line> line = lines.next();
        while (line.isPresent() && line.get().text().isBlank()) {
            line = lines.next();
        }
        return line.map(ResponseLines::read);
    }

    private static Line read(Lines.Line line) {
        if (line.cut()) {
            return unreadable(
                    line,
                    Fault.LINE_TOO_LONG,
                    "The line has more than " + LONGEST + " characters; is a line ending missing?");
        }
        if (line.text().indexOf(Lines.REPLACEMENT) >= 0) {
            return unreadable(line, Fault.NOT_UTF_8, "The line holds bytes that are no UTF-8; save it as UTF-8.");
        }
        return new Line.Text(line.number(), line.text());
    }

    private static Line unreadable(Lines.Line line, Fault fault, String message) {
        return new Line.Unreadable(line.number(), Verdict.onLine(line.number(), fault, message));
    }
}
