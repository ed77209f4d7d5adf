package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.Emphasis;
import io.gradeflow.question.formats.Wording;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Titles of chapters, as far as the same chapter has the same one above its questions and above its answers. */
final class ChapterTitle {

    private static final String NUMBERED =
            "(chapter|part|section|unit|module|lesson|exam|test|quiz|set|domain|week|day)"
                    + "(?:\\s{1,3}#?\\s{0,3}|#|(?=\\d))(\\d{1,3}|(?-i:[IVXLC]{1,6}|[A-Z]))\\b";
    private static final Pattern FOUND = Pattern.compile("\\b" + NUMBERED, Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE = Pattern.compile(
            "[*_]{0,3}(?:practice\\s)?" + NUMBERED + "[*_]{0,3}(?:\\s{0,3}[:.–—-](?:\\s.{0,80})?)?[*_]{0,3}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BESIDE = Pattern.compile(
            "\\s{0,3}(?:[:–—-]|\\b(?:to|for|of)\\b)?\\s{0,3}(?:practice\\s)?\\b" + NUMBERED + "\\s{0,3}[:–—-]?\\s{0,3}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SHORT =
            Pattern.compile("(?:chapter|part|section|unit|module|lesson|exam|test|quiz|set|domain|week|day) \\S{1,6}");
    private static final int LONGEST = 120;

    private ChapterTitle() {}

    /** Whether a line is nothing else: a word for a chapter, its number, and perhaps what it is about. */
    static boolean isLine(String line) {
        return line.length() <= LONGEST
                && !line.endsWith("?")
                && LINE.matcher(line).matches();
    }

    /** The word and the number alone, where there are some. */
    static String of(String title) {
        if (title.length() > LONGEST) {
            return "";
        }
        Matcher numbered = FOUND.matcher(title);
        return numbered.find()
                ? (numbered.group(1) + " " + numbered.group(2)).toLowerCase(Locale.ROOT)
                : Wording.normalised(Emphasis.without(title).replaceFirst(":$", ""));
    }

    /** What is left of a line without the chapter that it names. */
    static String without(String line) {
        return line.length() > LONGEST
                ? line
                : BESIDE.matcher(line).replaceFirst(" ").strip();
    }

    static boolean names(String line) {
        return line.length() <= LONGEST && FOUND.matcher(line).find();
    }

    /** Whether both count chapters by the same word, and differ. */
    static boolean differ(String one, String other) {
        return SHORT.matcher(one).matches()
                && SHORT.matcher(other).matches()
                && one.substring(0, one.indexOf(' ')).equals(other.substring(0, other.indexOf(' ')))
                && !one.equals(other);
    }
}
