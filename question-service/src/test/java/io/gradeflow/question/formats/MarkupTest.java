package io.gradeflow.question.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {

    private static final String RUNS = "<img src=x onerror=alert(1)>";
    private static final List<String> PIECES = List.of(
            "`",
            "``",
            "```",
            "```html",
            "\n",
            "\n\n",
            "\n```\n",
            "\n~~~\n",
            "\\",
            "\\`",
            "- ",
            "> ",
            "    ",
            "1. ",
            "word",
            " ",
            "<script>alert(1)</script>",
            RUNS,
            "<div>",
            "</div>",
            "&lt;",
            "&amp;",
            "[x](javascript:alert(1))",
            "[x][y]",
            "\n[y]: javascript:alert(1)\n",
            "[y]:",
            "![p](https://example.org/p.png)",
            "[x](https://example.org)",
            "![p](asset:p.png)",
            "[`",
            "](javascript:alert(1))",
            "<javascript:alert(1)>",
            "<br>",
            "*",
            "_",
            "|",
            "~~~");

    /** Each was code for us and HTML for somebody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "`\n\n<script>alert(1)</script>\n\n`",
                "\\`<img src=x onerror=alert(1)>\\`",
                "\\\\` a ` <img src=x onerror=alert(1)> `",
                "` a\n` <img src=x onerror=alert(1)> `",
                "- `\n- <img src=x onerror=alert(1)> `",
                "~~~\n```\n~~~\n<script>alert(1)</script>\n```",
                "```c++\n\n<script>alert(1)</script>\n\n```",
                "```\n\n<script>alert(1)</script>",
                "> ```\n<script>alert(1)</script>\n```",
                "```\n ```\n<script>alert(1)</script>\n```",
                "```\na\n````\n<script>alert(1)</script>\n```",
                "[x](javascript:alert(1))",
                "[x]( JavaScript:alert(1))",
                "[x][y]\n\n[y]: javascript:alert(1)",
                "[`x`](javascript:alert(1))",
                "[x](java&#115;cript:alert(1))",
                "<javascript:alert(1)>",
                "![p](data:image/svg+xml,<svg/onload=alert(1)>)"
            })
    void shouldWriteNothingThatRunsWhereMarkdownKnowsHtml(String text) {
        check(text);
    }

    @Test
    void shouldWriteNothingThatRunsWhateverStandsTogether() {
        Random random = new Random(1);
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder("a");
            for (int piece = random.nextInt(12); piece >= 0; piece--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            check(text.append('z').toString());
        }
    }

    private static void check(String text) {
        String written = Markup.escaped(text);

        assertThat(Markup.cleaned(written)).isEqualTo(written.equals(text) ? Markup.cleaned(text) : text.strip());
        String html =
                HtmlRenderer.builder().build().render(Parser.builder().build().parse(written));
        for (Element element : Jsoup.parseBodyFragment(html).body().select("*")) {
            assertThat(element.normalName()).as("%s: %s", text, html).isNotIn("script", "svg", "div");
            element.attributes().forEach(attribute -> {
                assertThat(attribute.getKey()).as("%s: %s", text, html).doesNotStartWith("on");
                if (List.of("href", "src").contains(attribute.getKey())) {
                    assertThat(attribute.getValue()).as("%s: %s", text, html).matches("(?i)(?:https?|mailto|asset):.*");
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "`a < b` & c, `a < b` &amp; c",
        "[x](https://example.org), [x](https://example.org)",
        "![p](asset:p.png), ![p](asset:p.png)",
        "![p](https://example.org/p.png), ![p]&#40;https://example.org/p.png)",
        "[x](javascript:x), [x]&#40;javascript:x)",
        "a[0]: b, a[0]&#58; b",
        "`a` and ` <b>, `a` and ` &lt;b>"
    })
    void shouldLeaveCodeAndLinksAsTheyAre(String text, String written) {
        assertThat(Markup.escaped(text)).isEqualTo(written);
        assertThat(Markup.cleaned(written)).isEqualTo(text);
    }

    @Test
    void shouldKeepWhatStandsBetweenFences() {
        String text = "Which?\n\n```html\n<b>\n\n&amp;\n```\n\n<i>";

        assertThat(Markup.escaped(text)).isEqualTo("Which?\n\n```html\n<b>\n\n&amp;\n```\n\n&lt;i>");
        assertThat(Markup.cleaned(Markup.escaped(text))).isEqualTo(text);
    }
}
