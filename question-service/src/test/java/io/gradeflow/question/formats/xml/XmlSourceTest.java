package io.gradeflow.question.formats.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradeflow.question.formats.Upload;
import io.gradeflow.question.formats.xml.XmlSource.MalformedXmlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlSourceTest {

    @ParameterizedTest
    @CsvSource({
        "utf-16, UTF-8",
        "UTF-16LE, UTF-8",
        "utf-16, UTF-16",
        "utf-8, windows-1252",
        "ISO-8859-1, ISO-8859-1",
        "IBM037, UTF-8"
    })
    void shouldReadTheBytesThatAreThereWhateverIsDeclared(String declared, String written) throws Exception {
        String xml = "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>\n<a>Köln</a>";

        assertThat(root(xml, Charset.forName(written)).text()).isEqualTo("Köln");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n\n", "\r\n \t"})
    void shouldPassOverWhiteSpaceBeforeTheDeclaration(String before) throws Exception {
        String xml = before + "<?xml version=\"1.0\"\n encoding=\"ISO-8859-1\"?>\n<a>\n<b>Köln</b></a>";

        XmlElement inner = root(xml, Charset.forName("ISO-8859-1")).child("b").orElseThrow();

        assertThat(inner.text()).isEqualTo("Köln");
        assertThat(inner.line())
                .isEqualTo(4
                        + (int) before.chars().filter(letter -> letter == '\n').count());
    }

    @Test
    void shouldTakeNoDeclarationBehindAnythingElse() {
        assertThatThrownBy(() -> root("<!-- a --><?xml version=\"1.0\"?><a/>", Charset.forName("UTF-8")))
                .isInstanceOf(MalformedXmlException.class);
    }

    private static XmlElement root(String xml, Charset charset) throws IOException, MalformedXmlException {
        byte[] file = xml.getBytes(charset);
        try (XmlSource source =
                XmlSource.of(Upload.of(() -> new ByteArrayInputStream(file)), UnaryOperator.identity())) {
            source.nextStart();
            return source.element();
        }
    }
}
