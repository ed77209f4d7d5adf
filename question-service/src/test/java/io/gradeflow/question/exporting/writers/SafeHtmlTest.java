package io.gradeflow.question.exporting.writers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

    private static final List<String> ELEMENTS =
            List.of("p", "br", "ul", "ol", "li", "pre", "code", "strong", "em", "a", "img");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a **b** and *c* | <p>a <strong>b</strong> and <em>c</em></p>",
                "`a < b` | <p><code>a &lt; b</code></p>",
                "1 < 2 & 3 > 2 | <p>1 &lt; 2 &amp; 3 &gt; 2</p>",
                "[x](https://example.org/?a=1&b=2) | <p><a href=\"https://example.org/?a=1&amp;b=2\">x</a></p>",
                "![a net](asset:vpc.png) | <p><img src=\"asset:vpc.png\" alt=\"a net\" /></p>",
                "# no heading | <p># no heading</p>",
                "> no quote | <p>&gt; no quote</p>"
            })
    void shouldRenderTheMarkdownOfQuestions(String markdown, String html) {
        assertThat(SafeHtml.of(markdown)).isEqualTo(html);
    }

    @Test
    void shouldKeepLineEndsListsAndCode() {
        assertThat(SafeHtml.of("a\nb")).isEqualTo("<p>a<br />\nb</p>");
        assertThat(SafeHtml.of("- a\n- b")).contains("<ul>", "<li>a</li>", "<li>b</li>");
        assertThat(SafeHtml.of("```\n<b>\n```")).isEqualTo("<pre><code>&lt;b&gt;\n</code></pre>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](vbscript:x)",
                "![p](javascript:alert(1))",
                "![p](https://example.org/p.png)",
                "![p](asset:x.png\" onerror=\"alert(1))",
                "[x](<javascript:alert(1)>)",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<javascript:alert(1)>",
                "a\n\n<div onclick=\"alert(1)\">b</div>",
                "```html\" onload=\"alert(1)\n<b>\n```",
                "<!-- --><svg/onload=alert(1)>",
                "[x]: javascript:alert(1)\n\n[x]",
                "&lt;script&gt;alert(1)&lt;/script&gt;"
            })
    void shouldLetNothingRunNorLeadElsewhere(String markdown) {
        for (String html : List.of(SafeHtml.of(markdown), SafeHtml.literal(markdown))) {
            for (Element element : Jsoup.parseBodyFragment(html).body().select("body *")) {
                assertThat(element.normalName()).as(html).isIn(ELEMENTS);
                element.attributes().forEach(attribute -> {
                    assertThat(attribute.getKey()).as(html).isIn("href", "src", "alt", "start");
                    if (attribute.getKey().equals("href")) {
                        assertThat(attribute.getValue()).as(html).matches("(?i)(?:https?|mailto):.*");
                    }
                    if (attribute.getKey().equals("src")) {
                        assertThat(attribute.getValue()).as(html).startsWith("asset:");
                    }
                });
            }
        }
    }

    @Test
    void shouldShowWhatStandsInAngleBrackets() {
        assertThat(Jsoup.parseBodyFragment(SafeHtml.of("Use <script>alert(1)</script>?"))
                        .text())
                .isEqualTo("Use <script>alert(1)</script>?");
    }
}
