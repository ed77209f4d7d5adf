package io.gradeflow.question.formats;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** What plain text and Markdown have of HTML: entities and line breaks. Code stays as it is. */
public final class Markup {

    private static final Pattern BREAK = Pattern.compile(" ?<br\\s{0,9}/?>[ \\t]{0,9}\\n?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACES = Pattern.compile("[\u00A0\u2007\u202F]");
    /** Links and pictures with their targets, and what names targets for others to refer to. */
    private static final Pattern TARGETS = Pattern.compile("(!?\\[[^\\[\\]]{0,999})?\\]([(:])");

    private static final Pattern LINKED = Pattern.compile("(?:https?|mailto|asset):", Pattern.CASE_INSENSITIVE);
    private static final Pattern SHOWN = Pattern.compile("asset:");

    private Markup() {}

    /** The text as it is meant to be read. */
    public static String cleaned(String text) {
        return text.indexOf('&') < 0 && text.indexOf('<') < 0
                ? text
                : besideCode(text, Markup::decoded).strip();
    }

    /**
     * What {@link #cleaned} makes the text of, for systems whose Markdown knows HTML: entities for what would be taken for one or for a tag,
     * and for the brackets of links that lead anywhere but to addresses, and of pictures that are not the bank's.
     */
    public static String escaped(String text) {
        return text.indexOf('&') < 0 && text.indexOf('<') < 0 && text.indexOf(']') < 0
                ? text
                : besideCode(text, Markup::encoded);
    }

    private static String besideCode(String text, UnaryOperator<String> change) {
        StringBuilder changed = new StringBuilder();
        int from = 0;
        for (CodeSpans.Span code : CodeSpans.in(text)) {
            changed.append(change.apply(text.substring(from, code.from()))).append(text, code.from(), code.to());
            from = code.to();
        }
        return changed.append(change.apply(text.substring(from))).toString();
    }

    private static String encoded(String text) {
        String entities = text.replace("&", "&amp;").replace("<", "&lt;");
        return TARGETS.matcher(entities).replaceAll(found -> {
            String named = found.group(1) == null ? "" : found.group(1);
            Pattern allowed = named.startsWith("!") ? SHOWN : LINKED;
            boolean leads = found.group(2).equals("(")
                    && found.group(1) != null
                    && allowed.matcher(entities)
                            .region(found.end(), entities.length())
                            .lookingAt();
            return leads
                    ? Matcher.quoteReplacement(found.group())
                    : Matcher.quoteReplacement(named) + (found.group(2).equals("(") ? "]&#40;" : "]&#58;");
        });
    }

    /** Whether something in a text would be taken for HTML, were it no code. */
    static boolean alters(String code) {
        return (code.indexOf('&') >= 0 || code.indexOf('<') >= 0)
                && !decoded(code).equals(code);
    }

    private static String decoded(String text) {
        String decoded = Parser.unescapeEntities(BREAK.matcher(text).replaceAll("\n"), true);
        return WholeText.of(SPACES.matcher(decoded).replaceAll(" "));
    }
}
