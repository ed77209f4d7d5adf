package io.gradeflow.question.formats;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody is to type, out of texts that may be HTML: paragraphs and emphasis around all of it are how a page shows it, but other tags may
 * be what is asked for.
 */
public final class TypedText {

    private static final String AROUND = "p|div|span|font|b|strong|i|em|u";

    /** One element that is all of a text, and has none of its own kind in it. */
    private static final Pattern WRAPPED = Pattern.compile(
            "<(" + AROUND + ")(?:\\s[^<>]{0,999})?>((?:(?!</?\\1[\\s>]).)*+)</\\1\\s?>",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final String NOTHING = "(?:<br\\s?/?>|<p(?:\\s[^<>]{0,99})?>(?:\\s|&nbsp;|<br\\s?/?>){0,9}</p>)";
    private static final Pattern NOTHINGS = Pattern.compile(
            "^(?:" + NOTHING + "\\s{0,9}){1,9}|(?:\\s{0,9}" + NOTHING + "){1,9}$", Pattern.CASE_INSENSITIVE);
    private static final int MOST_WRAPPED = 5;
    /** More than is ever typed. */
    private static final int LONGEST = 10_000;

    private TypedText() {}

    /** In one line; tags that stand within it are kept as they are. */
    public static String of(String written) {
        String text = written.strip();
        if (!HtmlText.isHtml(text)) {
            return HtmlText.plain(text);
        }
        String inner = text.length() > LONGEST ? text : unwrapped(text);
        return HtmlText.isHtml(inner) ? inner : HtmlText.plain(inner);
    }

    private static String unwrapped(String text) {
        String inner = withoutNothings(text);
        for (int i = 0; i < MOST_WRAPPED; i++) {
            Matcher wrapped = WRAPPED.matcher(inner);
            if (!wrapped.matches() || wrapped.group(2).isBlank()) {
                break;
            }
            inner = withoutNothings(wrapped.group(2).strip());
        }
        return inner;
    }

    private static String withoutNothings(String text) {
        String without = NOTHINGS.matcher(text).replaceAll("").strip();
        return without.isEmpty() ? text : without;
    }
}
