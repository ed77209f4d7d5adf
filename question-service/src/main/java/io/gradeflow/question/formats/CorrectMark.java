package io.gradeflow.question.formats;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code (Correct)} at the end of a choice, or a tick. */
public final class CorrectMark {

    /** The mark itself, without what may stand before it. */
    private static final String CORE =
            "(?:[(\\[]\\s{0,9}correct(?:\\s{1,9}answer)?\\s{0,9}[)\\]]|[✅✔✓]\\uFE0F?)[*_]{0,3}\\.?$";

    private static final Pattern BARE = Pattern.compile(CORE, Pattern.CASE_INSENSITIVE);
    private static final Pattern MARK = Pattern.compile("\\s*[*_]{0,3}" + CORE, Pattern.CASE_INSENSITIVE);
    /** Marks aren't longer, and looking for one is quick however long the line is. */
    private static final int END = 60;
    /** What the last sign of a mark can be, a full stop aside. */
    private static final String LAST = ")]✅✔✓\uFE0F*_\n\r";

    private static final String BEGINS = "([✅✔✓";

    private CorrectMark() {}

    public static boolean isAt(String text) {
        if (!mayBeAt(text)) {
            return false;
        }
        int begin = begin(text);
        return begin >= 0 && BARE.matcher(text).region(begin, text.length()).lookingAt();
    }

    /** Where a mark at the end can only begin: it has one bracket that opens, or one tick, and nothing but its end behind. */
    private static int begin(String text) {
        for (int i = text.length() - 1; i >= Math.max(0, text.length() - END); i--) {
            if (BEGINS.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** Most lines end with a letter, which is seen at once. */
    private static boolean mayBeAt(String text) {
        int last = text.length() - (text.endsWith(".") ? 2 : 1);
        return last >= 0 && LAST.indexOf(text.charAt(last)) >= 0;
    }

    /** The text without the mark; before a tick also without emphasis of all of it, which says the same. */
    public static String without(String text) {
        if (!isAt(text)) {
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
