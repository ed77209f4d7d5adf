package io.gradeflow.question.formats.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Draft.DraftChoice;
import io.gradeflow.question.formats.ReadFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts of other programs are HTML, and which speak of it. */
class OtherTextTest {

    @Test
    void shouldKeepTagsThatAreTheChoices() {
        Draft draft = read("What does the <b> tag do to <br>?", "<div>", "<span>", "&nbsp;");

        assertThat(draft.stem()).isEqualTo("What does the <b> tag do to <br>?");
        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("<div>", "<span>", "&nbsp;");
        assertThat(draft.correct()).containsExactly("B");
    }

    @Test
    void shouldKeepElementsThatAreTheChoices() {
        assertThat(read("Which is bold?", "<i>x</i>", "<b>x</b>", "<bold>x</bold>")
                        .choices())
                .extracting(DraftChoice::text)
                .containsExactly("<i>x</i>", "<b>x</b>", "<bold>x</bold>");
        assertThat(read("Which is a list?", "<ul><li>x</li></ul>", "<ol><li>x</li></ol>", "<li>x")
                        .choices())
                .extracting(DraftChoice::text)
                .containsExactly("<ul><li>x</li></ul>", "<ol><li>x</li></ol>", "<li>x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <p>Which &lt;b&gt; is <b>bold</b>?</p>      | Which <b> is **bold**?
        Which is <b>bold</b>?                       | Which is **bold**?
        One<br>two?                                 | One\\ntwo?
        One<br/>two &amp; three?                    | One\\ntwo & three?
        x<sup>2</sup>?                              | x^2?
        <ul><li>one<li>two</ul>                     | - one\\n- two
        Is a < b and c > d?                         | Is a < b and c > d?
        What is List<String>?                       | What is List<String>?
        What is Map<Object>?                        | What is Map<Object>?
        What does <br> do?                          | What does\\ndo?
        What does the <br> tag do?                  | What does the <br> tag do?
        Is `<b>x</b>` bold &amp; big?               | Is `<b>x</b>` bold &amp; big?
        <p>What is <b> here?</p>                    | <p>What is <b> here?</p>
        """)
    void shouldTakeForHtmlWhatIsWhole(String stem, String read) {
        assertThat(read(stem, "one", "two", "three").stem()).isEqualTo(read.replace("\\n", "\n"));
    }

    @Test
    void shouldReadChoicesOfHtmlBesideAStemOfHtml() {
        Draft draft = read("<p>Which?</p>", "<p>a</p>", "<div>b</div>", "<p>&lt;p&gt;</p>");

        assertThat(draft.choices()).extracting(DraftChoice::text).containsExactly("a", "b", "<p>");
        assertThat(read("Which?", "<b>a</b>", "<b>b</b>", "c").choices())
                .extracting(DraftChoice::text)
                .containsExactly("**a**", "**b**", "c");
    }

    private static Draft read(String stem, String a, String b, String c) {
        return ReadFile.of(new JsonReader(), """
                        [{"question": "%s", "options": ["%s", "%s", "%s"], "answer": "%s"}]
                        """.formatted(stem, a, b, c, b)).draft();
    }
}
