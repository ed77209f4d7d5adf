package io.gradeflow.question.formats;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** What plain text and Markdown have of HTML: entities and line breaks. Code between backticks stays as it is. */
public final class Markup {

    private static final Pattern CODE = Pattern.compile("(?<!`)(`+)(?!`).+?(?<!`)\\1(?!`)", Pattern.DOTALL);
    private static final Pattern BREAK = Pattern.compile(" ?<br\\s{0,9}/?>[ \\t]{0,9}\\n?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACES = Pattern.compile("[\u00A0\u2007\u202F]");

    /** Looking for the end of code takes time in proportion to the square of the length. */
    private static final int LONGEST_WITH_CODE = 20_000;

    private Markup() {}

    /** The text as it is meant to be read. */
    public static String cleaned(String text) {
        if (text.indexOf('&') < 0 && text.indexOf('<') < 0) {
            return text;
        }
        if (text.length() > LONGEST_WITH_CODE) {
            return decoded(text).strip();
        }
        StringBuilder cleaned = new StringBuilder();
        Matcher code = CODE.matcher(text);
        int from = 0;
        while (code.find()) {
            cleaned.append(decoded(text.substring(from, code.start()))).append(code.group());
            from = code.end();
        }
        return cleaned.append(decoded(text.substring(from))).toString().strip();
    }

    /** What {@link #cleaned} makes the text of: entities for what would be taken for one or for a tag, but in code. */
    public static String escaped(String text) {
        if (text.indexOf('&') < 0 && text.indexOf('<') < 0) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        Matcher code = CODE.matcher(text);
        int from = 0;
        while (text.length() <= LONGEST_WITH_CODE && code.find()) {
            escaped.append(encoded(text.substring(from, code.start()))).append(code.group());
            from = code.end();
        }
        escaped.append(encoded(text.substring(from)));
        return escaped.length() > LONGEST_WITH_CODE ? encoded(text) : escaped.toString();
    }

    private static String encoded(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String decoded(String text) {
        String decoded = Parser.unescapeEntities(BREAK.matcher(text).replaceAll("\n"), true);
        return WholeText.of(SPACES.matcher(decoded).replaceAll(" "));
    }
}
