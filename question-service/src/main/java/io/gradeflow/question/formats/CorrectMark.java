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

    private CorrectMark() {}

    public static boolean isAt(String text) {
        return MARK.matcher(text)
                .region(Math.max(0, text.length() - END), text.length())
                .find();
    }

    /** The text without the mark; before a tick also without emphasis of all of it, which says the same. */
    public static String without(String text) {
        Matcher mark = MARK.matcher(text).region(Math.max(0, text.length() - END), text.length());
        if (!mark.find()) {
            return text;
        }
        String marked = text.substring(0, mark.start()).strip();
        return mark.group().indexOf(')') < 0 && mark.group().indexOf(']') < 0 ? Emphasis.without(marked) : marked;
    }
}
