package io.gradeflow.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void shouldReadLinesOfAnyEndingWithTheirNumbers() throws IOException {
        assertThat(read("one\r\n\ntwo\rthree\r\r\nfour"))
                .containsExactly("1 one", "2 ", "3 two", "4 three", "5 ", "6 four");
        assertThat(read("\n")).containsExactly("1 ");
        assertThat(read("")).isEmpty();
    }

    @Test
    void shouldLeaveAByteOrderMarkOutOnlyWhereItIsOne() throws IOException {
        assertThat(read("\uFEFFone\n\uFEFFtwo")).containsExactly("1 one", "2 \uFEFFtwo");
        assertThat(read("\uFEFF")).isEmpty();
    }

    @Test
    void shouldCutALineThatIsTooLongAndGoOn() throws IOException {
        assertThat(read("x".repeat(10) + "\n" + "y".repeat(50_000) + "\nlast"))
                .containsExactly("1 " + "x".repeat(10), "2 " + "y".repeat(10) + " (cut)", "3 last");
    }

    @Test
    void shouldReplaceBytesThatAreNoText() throws IOException {
        assertThat(read(
                        new ByteArrayInputStream("Zo\u00EB\nx".getBytes(StandardCharsets.ISO_8859_1)),
                        StandardCharsets.UTF_8))
                .containsExactly("1 Zo\uFFFD", "2 x");
    }

    @Test
    void shouldReadUtf16() throws IOException {
        byte[] bytes = "\uFEFFZoë\r\nx".getBytes(StandardCharsets.UTF_16LE);

        assertThat(read(new ByteArrayInputStream(bytes), StandardCharsets.UTF_16LE))
                .containsExactly("1 Zoë", "2 x");
    }

    /** Once as a whole, once byte by byte; both must be the same. */
    private static List<String> read(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> whole = read(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        assertThat(read(new Trickle(bytes), StandardCharsets.UTF_8)).isEqualTo(whole);
        return whole;
    }

    private static List<String> read(InputStream stream, Charset charset) throws IOException {
        Lines lines = new Lines(stream, charset, 10);
        List<String> read = new ArrayList<>();
        for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            read.add(line.get().number() + " " + line.get().text() + (line.get().cut() ? " (cut)" : ""));
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
