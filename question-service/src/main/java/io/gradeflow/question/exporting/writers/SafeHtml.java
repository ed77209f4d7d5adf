package io.gradeflow.question.exporting.writers;

import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Entities.EscapeMode;
import org.jsoup.safety.Safelist;

/**
 * Question texts as HTML that can be shown anywhere. Texts are Markdown with paragraphs, line ends, lists, code, emphasis, links and the bank's
 * pictures; what stands in angle brackets is text. Whatever a text holds, nothing comes out but the elements and the schemes of links that
 * are listed here: first the renderer writes nothing else, then what it wrote is held to the list.
 */
public final class SafeHtml {

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");
    private static final String PICTURES = "asset";

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(ListBlock.class, FencedCodeBlock.class))
            .build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(Set.of("http", "https", "mailto", PICTURES)))
            .softbreak("<br />\n")
            .build();
    private static final Safelist ALLOWED = new Safelist()
            .addTags("p", "br", "ul", "ol", "li", "pre", "code", "strong", "em", "a", "img")
            .addAttributes("ol", "start")
            .addAttributes("a", "href")
            .addAttributes("img", "src", "alt")
            .addProtocols("a", "href", SCHEMES.toArray(String[]::new))
            .addProtocols("img", "src", PICTURES);
    private static final OutputSettings WELL_FORMED = new OutputSettings()
            .syntax(OutputSettings.Syntax.xml)
            .escapeMode(EscapeMode.xhtml)
            .prettyPrint(false);
    private static final Pattern PARAGRAPHS = Pattern.compile("\\n[ \\t]*\\n\\s*");

    private SafeHtml() {}

    /** Well-formed, so that it can stand in XML. */
    public static String of(String markdown) {
        return Jsoup.clean(RENDERER.render(PARSER.parse(markdown)), "", ALLOWED, WELL_FORMED)
                .strip();
    }

    /** The text with all its signs as they are written, in paragraphs and lines. */
    public static String literal(String text) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : PARAGRAPHS.split(text.strip())) {
            html.append("<p>")
                    .append(Xml.text(paragraph).replace("\n", "<br />\n"))
                    .append("</p>\n");
        }
        return html.toString().strip();
    }
}
