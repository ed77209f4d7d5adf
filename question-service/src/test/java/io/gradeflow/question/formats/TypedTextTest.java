package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Paris                                | Paris
        a &amp; b                            | a & b
        <p>Paris</p>                         | Paris
        <p dir="ltr"><span>Paris</span></p>  | Paris
        <p>Paris<br></p>                     | Paris
        <b>Paris</b>                         | Paris
        <p>Paris</p><p></p>                  | Paris
        <div>a &lt; b</div>                  | a < b
        <h1>Title</h1>                       | <h1>Title</h1>
        <p>one</p><p>two</p>                 | <p>one</p><p>two</p>
        <br>                                 | <br>
        <p><br></p>                          | <br>
        a <b>                                | a <b>
        """)
    void shouldLeaveOutWhatAPageHasAroundATextAndKeepTagsThatAreAsked(String written, String typed) {
        assertThat(TypedText.of(written)).isEqualTo(typed);
    }
}
