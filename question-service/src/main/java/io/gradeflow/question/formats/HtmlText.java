package io.gradeflow.question.formats;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/**
 * HTML as Markdown, in which question texts are kept: paragraphs, lists, emphasis, code, links and pictures stay, all else is its
 * text. Nothing of HTML is left in it, so no script or style is either.
 */
public final class HtmlText {

    private static final Pattern TAG = Pattern.compile(
            "<(?:/?(?:a|abbr|audio|b|big|blockquote|br|center|code|del|dd|div|dl|dt|em|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|"
                    + "mark|object|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|"
                    + "var|video)(?:\\s[^<>]{0,2000})?/?>|!--)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private static final Pattern BRACKETS = Pattern.compile("[()\\s]");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private HtmlText() {}

    /** Whether there are tags of HTML in it; a name in angle brackets alone is none. */
    public static boolean isHtml(String text) {
        return TAG.matcher(text).find();
    }

    public static String markdown(String html) {
        return markdown(html, UnaryOperator.identity());
    }

    /** @param sources what Markdown has for the addresses of pictures */
    public static String markdown(String html, UnaryOperator<String> sources) {
        Writer writer = new Writer(sources);
        NodeTraversor.traverse(writer, Jsoup.parseBodyFragment(html).body());
        return WholeText.of(withoutBlanks(writer.text.toString())).strip();
    }

    /** Nothing behind the end of a line, and of several blank lines one. */
    private static String withoutBlanks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int blank = 0;
        for (String line : text.split("\n")) {
            String content = line.stripTrailing();
            blank = content.isEmpty() ? blank + 1 : 0;
            if (blank < 2) {
                kept.append(content).append('\n');
            }
        }
        return kept.toString();
    }

    /** As the target of a picture, in which Markdown has no brackets and no spaces. */
    static String target(String address) {
        return BRACKETS.matcher(address).replaceAll("");
    }

    /** The text alone, in one line. */
    public static String plain(String html) {
        return WholeText.of(SPACES.matcher(Jsoup.parseBodyFragment(html).text()).replaceAll(" "))
                .strip();
    }

    /** Writes what it visits. */
    private static final class Writer implements NodeVisitor {

        private final UnaryOperator<String> sources;
        private final StringBuilder text = new StringBuilder();
        /** The numbers of the last items of the lists that are open. */
        private final Deque<Integer> items = new ArrayDeque<>();

        private int code;
        private int hidden;

        Writer(UnaryOperator<String> sources) {
            this.sources = sources;
        }

        @Override
        public void head(Node node, int depth) {
            switch (node) {
                case TextNode words when hidden == 0 -> append(words);
                case Element element -> open(element);
                default -> {}
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                close(element);
            }
        }

        private void append(TextNode words) {
            if (code > 0) {
                text.append(words.getWholeText());
                return;
            }
            String content =
                    SPACES.matcher(words.getWholeText().replace('\u00A0', ' ')).replaceAll(" ");
            boolean atStart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
            text.append(atStart ? content.stripLeading() : content);
        }

        private void open(Element element) {
            switch (name(element)) {
                case "p", "div", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article" ->
                    text.append("\n\n");
                case "ul", "ol" -> {
                    text.append(items.isEmpty() ? "\n\n" : "\n");
                    items.push(number(element, "start", 1) - 1);
                }
                case "li" -> text.append(bullet(element));
                case "tr" -> text.append('\n');
                case "br" -> text.append('\n');
                case "b", "strong" -> mark("**", element);
                case "i", "em" -> mark("*", element);
                case "code", "tt", "kbd" -> {
                    text.append(code == 0 ? "`" : "");
                    code++;
                }
                case "pre" -> {
                    text.append("\n\n```\n");
                    code++;
                }
                case "sup" -> text.append(element.text().length() > 1 ? "^(" : "^");
                case "sub" -> text.append(element.text().length() > 1 ? "_(" : "_");
                case "img", "object", "video", "audio", "iframe" ->
                    text.append("![")
                            .append(element.attr("alt").replaceAll("[\\[\\]\\s]+", " "))
                            .append("](")
                            .append(target(sources.apply(source(element))))
                            .append(')');
                case "math" -> {
                    text.append(hidden == 0 ? formula(element) : "");
                    hidden++;
                }
                case "script", "style", "template", "head", "title" -> hidden++;
                default -> {}
            }
        }

        private void close(Element element) {
            switch (name(element)) {
                case "p", "div", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article" ->
                    text.append("\n\n");
                case "ul", "ol" -> {
                    items.pop();
                    text.append("\n\n");
                }
                case "td", "th" -> text.append(element.nextElementSibling() == null ? "" : " | ");
                case "b", "strong" -> mark("**", element);
                case "i", "em" -> mark("*", element);
                case "code", "tt", "kbd" -> {
                    code--;
                    text.append(code == 0 ? "`" : "");
                }
                case "pre" -> {
                    code--;
                    text.append("\n```\n\n");
                }
                case "sup", "sub" -> text.append(element.text().length() > 1 ? ")" : "");
                case "a" -> link(element);
                case "math", "script", "style", "template", "head", "title" -> hidden--;
                default -> {}
            }
        }

        /** Emphasis on nothing would be read as stars. */
        private void mark(String mark, Element element) {
            if (code == 0 && !element.text().isBlank()) {
                text.append(mark);
            }
        }

        private void link(Element element) {
            String target = element.attr("href").strip();
            if (target.matches("(?i)(?:https?|mailto):\\S{1,2000}")
                    && !element.text().equals(target)) {
                text.append(" (").append(target).append(')');
            }
        }

        /** As TeX where its author wrote that; else as text. */
        private static String formula(Element math) {
            return math.select("annotation").stream()
                    .filter(annotation ->
                            annotation.attr("encoding").toLowerCase(Locale.ROOT).contains("tex"))
                    .findFirst()
                    .map(annotation -> "$"
                            + annotation
                                    .text()
                                    .replaceAll("^\\s*\\\\\\[|\\\\\\]\\s*$", "")
                                    .strip() + "$")
                    .orElseGet(() -> MathText.of(math));
        }

        private String bullet(Element item) {
            Element list = item.parent();
            if (list == null || items.isEmpty() || !list.normalName().equals("ol")) {
                return "\n- ";
            }
            items.push(number(item, "value", items.pop() + 1));
            return "\n" + ListLabel.of(list.attr("type"), items.element()) + ". ";
        }

        private static int number(Element element, String attribute, int otherwise) {
            String written = element.attr(attribute);
            return NUMBER.matcher(written).matches() ? Integer.parseInt(written) : otherwise;
        }

        private static String source(Element element) {
            return element.hasAttr("src") ? element.attr("src") : element.attr("data");
        }

        private static String name(Element element) {
            return element.normalName();
        }
    }
}
