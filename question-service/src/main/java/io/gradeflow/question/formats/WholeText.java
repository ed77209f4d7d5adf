package io.gradeflow.question.formats;

/** Text that a database and JSON can hold. */
public final class WholeText {

    private static final int SHORT = 60;

    private WholeText() {}

    /** Without NUL, and with the replacement character for half a character. */
    public static String of(String text) {
        if (text.chars().noneMatch(letter -> letter == 0 || Character.isSurrogate((char) letter))) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .filter(letter -> letter != 0)
                .map(letter -> letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE
                        ? LineSource.REPLACEMENT
                        : letter)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /** The beginning of a text, for messages. */
    public static String shortened(String text) {
        return shortened(text, SHORT);
    }

    /** @param most characters, the sign that some are left out among them; none is cut in half */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
