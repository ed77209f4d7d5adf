package io.gradeflow.attempt.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponseLinesTest {

    @Test
    void shouldReadLinesOfAnyEndingWithTheirNumbersAndPassOverBlankOnes() throws IOException {
        assertThat(read("\uFEFFone\r\n\n  \t\r\ntwo\n\uFEFFthree\n\nZoë"))
                .containsExactly("1 one", "4 two", "5 \uFEFFthree", "7 Zoë");
        assertThat(read("")).isEmpty();
        assertThat(read("\uFEFF")).isEmpty();
        assertThat(read("\r\n\r\n")).isEmpty();
    }

    @Test
    void shouldHoldNoMoreOfALineThanFits() throws IOException {
        String longest = "x".repeat(ResponseLines.LONGEST);

        assertThat(read(longest + "\n" + longest + "x\n" + longest.repeat(5) + "\nlast\n" + longest))
                .containsExactly("1 " + longest, "2 line-too-long", "3 line-too-long", "4 last", "5 " + longest);
    }

    @Test
    void shouldGoOnAfterBytesThatAreNoText() throws IOException {
        byte[] stream = "one\nZo\u00EB\nthree".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(new ByteArrayInputStream(stream))).containsExactly("1 one", "2 not-utf-8", "3 three");
    }

    /** Once as a whole, once byte by byte; both must be the same. */
    private static List<String> read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> whole = read(new ByteArrayInputStream(bytes));
        assertThat(read(new Trickle(bytes))).isEqualTo(whole);
        return whole;
    }

    private static List<String> read(InputStream stream) throws IOException {
        ResponseLines lines = new ResponseLines(stream);
        List<String> read = new ArrayList<>();
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            read.add(line.get().number() + " "
                    + switch (line.get()) {
                        case Line.Text text -> text.text();
                        case Line.Unreadable unreadable -> unreadable.verdict().code();
                    });
        }
        return read;
    }

    private static final class Trickle extends FilterInputStream {

        Trickle(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(1, length));
        }
    }
}
