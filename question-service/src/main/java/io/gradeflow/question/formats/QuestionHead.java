package io.gradeflow.question.formats;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number that begins a question: {@code Q1: ...}, {@code Question 2}, {@code 3. ...}, bold or a heading or neither.
 *
 * @param named whether it says that it is a question; a number alone may belong to a list
 * @param mark what stands behind a number alone, which tells lists in one file apart; a blank where the head is named
 * @param rest what follows on the line
 */
public record QuestionHead(int number, boolean named, char mark, String rest) {

    private static final String OPENING = "^(?:#{1,6}\\s*+(?:[\\p{So}\\uFE0F]{1,3}\\s*+)?)?[*_]{0,3}";
    private static final String CLOSING = "[*_]{0,3}\\s*+";

    private static final Pattern NAMED = Pattern.compile(
            OPENING
                    + "(?:topic\\s*+#?\\s*+\\d{1,4}\\s*+[,:–—-]?\\s*+)?(?:(?:new\\s++)?question|q)\\s*+\\.?\\s*+(?:no\\.?\\s*+:?\\s*+|#\\s*+:?\\s*+)?(\\d{1,5})(?:\\s++of\\s++\\d{1,5}|\\s*+/\\s*+\\d{1,5})?(?:\\s*+topic\\s*+#?\\s*+\\d{1,4})?(?:\\s*+[-–—:]?\\s*+(?:hot\\s?spot|drag\\s?(?:and\\s)?drop|simulation|lab)\\b(?=\\W*$))?"
                    + CLOSING + "(?:(?:[:.)\\]|–—-]+|(?=\\())\\s*+" + CLOSING + "(.*)|$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBERED =
            Pattern.compile(OPENING + "\\(?(\\d{1,5})\\\\?([.)\\]:])" + CLOSING + "(?<=[\\s*_])(\\S.*)");

    /** A point that stands before the number, and a space alone behind it. */
    private static final Pattern DOTTED =
            Pattern.compile(OPENING + "(?:[Qq]\\.|NO\\.)\\s?(\\d{1,5})\\s++" + CLOSING + "(\\S.*)");

    /** What the first sign of a head can be: of an opening, a word or a number. */
    private static final String FIRST = "#*_tTqQnN(0123456789";

    public static Optional<QuestionHead> of(String line) {
        if (!mayBegin(line)) {
            return Optional.empty();
        }
        Matcher dotted = DOTTED.matcher(line);
        Matcher named = dotted.matches() ? dotted : NAMED.matcher(line);
        if (named.matches()) {
            String rest = named.group(2) == null ? "" : named.group(2);
            return Optional.of(new QuestionHead(Integer.parseInt(named.group(1)), true, ' ', closed(rest)));
        }
        Matcher numbered = NUMBERED.matcher(line);
        return numbered.matches()
                ? Optional.of(new QuestionHead(
                        Integer.parseInt(numbered.group(1)),
                        false,
                        numbered.group(2).charAt(0),
                        closed(numbered.group(3))))
                : Optional.empty();
    }

    /** Most lines begin with another sign, which is seen at once. */
    private static boolean mayBegin(String line) {
        return !line.isEmpty() && FIRST.indexOf(line.charAt(0)) >= 0;
    }

    private static String closed(String rest) {
        return Emphasis.without(rest);
    }
}
