package io.gradeflow.question.formats;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code (Correct)} at the end of a choice, or a tick. */
public final class CorrectMark {

    private static final Pattern MARK = Pattern.compile(
            "\\s*[*_]{0,3}(?:[(\\[]\\s{0,9}correct(?:\\s{1,9}answer)?\\s{0,9}[)\\]]|[✅✔✓]\\uFE0F?)[*_]{0,3}\\.?$",
            Pattern.CASE_INSENSITIVE);
    /** Marks aren't longer, and looking for one is quick however long the line is. */
    private static final int END = 60;
    /** What the last sign of a mark can be, a full stop aside. */
    private static final String LAST = ")]✅✔✓\uFE0F*_\n\r";

    private CorrectMark() {}

    public static boolean isAt(String text) {
        return mayBeAt(text)
                && MARK.matcher(text)
                        .region(Math.max(0, text.length() - END), text.length())
                        .find();
    }

    /** Most lines end with a letter, which is seen at once. */
    private static boolean mayBeAt(String text) {
        int last = text.length() - (text.endsWith(".") ? 2 : 1);
        return last >= 0 && LAST.indexOf(text.charAt(last)) >= 0;
    }

    /** The text without the mark; before a tick also without emphasis of all of it, which says the same. */
    public static String without(String text) {
        if (!mayBeAt(text)) {
            return text;
        }
        Matcher mark = MARK.matcher(text).region(Math.max(0, text.length() - END), text.length());
        if (!mark.find()) {
            return text;
        }
        String marked = text.substring(0, mark.start()).strip();
        return mark.group().indexOf(')') < 0 && mark.group().indexOf(']') < 0 ? Emphasis.without(marked) : marked;
    }
}
