package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <p>a</p><p>b</p>                                    | a\\n\\nb
        <p>a<br />b<br></p>                                 | a\\nb
        a&nbsp;&amp; <b>b</b> <em>c</em><b> </b>            | a & **b** *c*
        <ol><li>a</li><li>b</li></ol>                       | 1. a\\n2. b
        <ol start="3"><li>a</li><li value="7">b</li><li>c</li></ol> | 3. a\\n7. b\\n8. c
        <ol type="I"><li>a</li><li>b</li><li>c</li><li>d</li></ol> | I. a\\nII. b\\nIII. c\\nIV. d
        <ol type="a" start="26"><li>a</li><li>b</li></ol>   | z. a\\naa. b
        <ol type="A"><li>a<ol type="i"><li>b</li></ol></li><li>c</li></ol> | A. a\\n\\ni. b\\n\\nB. c
        x<sup>2</sup> + y<sub>ij</sub>                      | x^2 + y_(ij)
        <a href="https://x.org/y">here</a>                  | here (https://x.org/y)
        <a href="javascript:alert(1)">here</a>              | here
        <img src="a b.png" alt="A [graph]" onerror="x()">   | ![A graph ](ab.png)
        <style>p{}</style><script>x</script>a               | a
        <pre>a  b</pre>                                     | ```\\na  b\\n```
        1 < 2 and <unclosed                                 | 1 < 2 and
        """, quoteCharacter = '\u0001')
    void shouldWriteMarkdown(String html, String text) {
        assertThat(HtmlText.markdown(html)).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void shouldKnowTagsFromWhatOnlyLooksLikeThem() {
        assertThat(HtmlText.isHtml("a <b>b</b>")).isTrue();
        assertThat(HtmlText.isHtml("line<br/>")).isTrue();
        assertThat(HtmlText.isHtml("1 < 2 and a <b")).isFalse();
        assertThat(HtmlText.isHtml("List<int> x, <-")).isFalse();
        assertThat(HtmlText.markdown("<table><tr><td>a</td><td>b</td></tr></table>"))
                .isEqualTo("a | b");
    }
}
