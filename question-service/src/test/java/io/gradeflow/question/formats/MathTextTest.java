package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MathTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <mfrac><mn>1</mn><mn>2</mn></mfrac>                                                       | 1/2
        <mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mrow><mn>20</mn></mrow></mfrac>        | (a+1)/20
        <mn>1</mn><mfrac><mn>1</mn><mn>2</mn></mfrac><mi>x</mi>                                   | 1 1/2 x
        <mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>                                     | n over k
        <msup><mi>x</mi><mn>2</mn></msup><mi>y</mi>                                               | x^2 y
        <msup><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msup> | (x)^(n+1)
        <msub><mi>x</mi><mn>12</mn></msub><mo>=</mo><mn>3</mn>                                    | x_12=3
        <msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>                                         | x_i^2
        <msqrt><mn>2</mn></msqrt>                                                                 | √2
        <msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>                                             | √(x+1)
        <mroot><mi>x</mi><mn>3</mn></mroot>                                                       | x^(1/3)
        <mfenced open="[" separators=";"><mi>a</mi><mi>b</mi></mfenced>                           | [a; b)
        <mfenced><mn>1</mn><mn>2</mn></mfenced>                                                   | (1, 2)
        <mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable> | 1 2; 3
        <munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi> | ∑_(i=1)^n i
        <mstyle><semantics><mrow><mn>12</mn><mo>,</mo><mn>000</mn></mrow><annotation>12k</annotation></semantics></mstyle> | 12,000
        <mn>2</mn><mo>&#x2062;</mo><mi>x</mi><mtext>&nbsp;if&nbsp;</mtext><mi>y</mi>              | 2x if y
        """, quoteCharacter = '\u0001')
    void shouldKeepWhatAFormulaSays(String math, String text) {
        assertThat(HtmlText.markdown("<p><math>" + math + "</math></p>")).isEqualTo(text);
    }

    @Test
    void shouldTakeWhatItsAuthorWroteForThoseWhoCannotSeeIt() {
        assertThat(HtmlText.markdown("<math alttext=\" one half \"><mn>1</mn></math>"))
                .isEqualTo("one half");
        assertThat(HtmlText.markdown("<math alttext=\"one half\"><semantics><mn>1</mn><annotation"
                        + " encoding=\"application/x-tex\">\\frac12</annotation></semantics></math>"))
                .isEqualTo("$\\frac12$");
    }

    @Test
    void shouldEndHoweverDeepAFormulaIs() {
        assertThat(HtmlText.markdown("<math>" + "<msqrt>".repeat(300) + "<mn>7</mn>"))
                .contains("7");
    }
}
