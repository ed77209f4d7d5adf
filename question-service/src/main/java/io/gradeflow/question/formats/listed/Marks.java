package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.CodeSpans;
import io.gradeflow.question.formats.Emphasis;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The marks by which lines of these files are known. */
final class Marks {

    static final String BULLET = "(?:[-*+•]\\s+)?";
    static final String EMPHASIS = "[*_]{0,3}";

    private static final String TICK = "\\[\\s{0,2}([xX✓✔√✅☑]?)\\uFE0F?\\s{0,2}\\]";
    private static final Pattern BOX = Pattern.compile("(?:(?:[-*+•]\\s+|[-+](?=\\[)|\\(?(?:\\d{1,3}|[A-Za-z])[.)]\\s+)"
            + TICK + "(?![(\\[:])\\s*+(.*)|" + TICK + "(?:\\s+(.*)|$))");
    /** Round ones are letters in brackets where no bullet stands before them. */
    private static final Pattern ROUND_BOX = Pattern.compile("[-*+•]\\s+\\(([ xX✓✔√*•]?)\\)(?:\\s+(.*)|$)");

    private static final Pattern LETTERED = Pattern.compile(BULLET + EMPHASIS + "[(\\[]?([A-Za-z])" + EMPHASIS
            + "(?:\\\\?[.:]" + EMPHASIS + "(?:\\s+|$)|(?<=[A-Z])\\.(?=\\p{L}{2}|[\\d\"'`$(<“])|\\\\?[)\\]](?!\\()"
            + EMPHASIS
            + "\\s*)(.*)");
    /** Choices that stand beside each other. */
    private static final Pattern BESIDE = Pattern.compile("(?<!\\s)\\s{2,}+[(\\[]?([A-Za-z])[.)\\]]\\s++");
    /** A star that opens no emphasis, before the letter of what is right. */
    private static final Pattern STARRED = Pattern.compile("\\*[(\\[]?[A-Za-z][.)\\]:]\\s*[^*]+");

    /** Headings within a question. */
    private static final Pattern CHOICES_PART = Pattern.compile(
            EMPHASIS + "(?:answer\\s+)?(?:options|choices)" + EMPHASIS + ":?" + EMPHASIS, Pattern.CASE_INSENSITIVE);

    private static final Pattern STEM_PART =
            Pattern.compile(EMPHASIS + "(?:question|scenario)" + EMPHASIS + ":?" + EMPHASIS, Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s++(.*)");
    private static final Pattern SEPARATOR = Pattern.compile("(?:-\\s*){3,}|(?:\\*\\s*){3,}|(?:_\\s*){3,}|={3,}");
    private static final Pattern ONLY_LINKS = Pattern.compile("(?:" + EMPHASIS
            + "!?\\[(?:[^\\[\\]]|\\[[^\\]]*\\](?:\\([^)]*\\))?)*+\\]\\([^)]*\\)" + EMPHASIS + "+\\s*+)+");

    private static final int LONGEST_SEPARATOR = 200;
    private static final int LONGEST_LINKS = 2_000;

    private Marks() {}

    /** @param ticked null where letters and no boxes stand before choices */
    record Option(char letter, @Nullable Boolean ticked, String text) {}

    /** A choice with a box, which may have a letter too. */
    static Optional<Option> box(String text) {
        Matcher square = BOX.matcher(text);
        if (square.matches()) {
            return Optional.of(square.group(1) != null ? box(square, 1) : box(square, 3));
        }
        Matcher round = ROUND_BOX.matcher(text);
        return round.matches() ? Optional.of(box(round, 1)) : Optional.empty();
    }

    private static Option box(Matcher found, int tick) {
        String text = found.group(tick + 1);
        return new Option(' ', !found.group(tick).isBlank(), text == null ? "" : text.strip());
    }

    /** A choice with the letter that is next. */
    static Optional<Option> lettered(String text, char next) {
        Matcher lettered = LETTERED.matcher(text);
        if (!lettered.matches() || Character.toUpperCase(lettered.group(1).charAt(0)) != next) {
            return Optional.empty();
        }
        String content = text.startsWith("(") ? apart(lettered.group(2), (char) (next + 1)) : lettered.group(2);
        return Optional.of(
                STARRED.matcher(text).matches()
                        ? new Option(next, true, content.strip())
                        : new Option(next, null, endsWithStar(text) ? content.strip() : Emphasis.without(content)));
    }

    /** Whether its only star is its last sign, which then says something of the choice, and no emphasis ends with it. */
    private static boolean endsWithStar(String text) {
        return text.indexOf('*') == text.length() - 1;
    }

    /** Where letters have brackets, one space tells that another choice follows. */
    private static String apart(String content, char following) {
        int capital = content.indexOf(" (" + following + ") ");
        int at = capital >= 0 ? capital : content.indexOf(" (" + Character.toLowerCase(following) + ") ");
        return at < 0 ? content : content.substring(0, at) + " " + content.substring(at);
    }

    /** The text of a choice that ends where another stands beside it; the length of the text where none does. */
    static int besides(String text, char next) {
        Matcher beside = BESIDE.matcher(text);
        return beside.find()
                        && Character.toUpperCase(beside.group(1).charAt(0)) == next
                        && CodeSpans.onLine(text).stream()
                                .noneMatch(code -> code.from() < beside.start() && code.to() > beside.start())
                ? beside.start()
                : text.length();
    }

    /** Whether a heading says that choices follow. */
    static boolean isChoicesPart(String heading) {
        return CHOICES_PART.matcher(heading).matches();
    }

    /** Whether a heading says no more than that a question follows. */
    static boolean isStemPart(String heading) {
        return STEM_PART.matcher(heading).matches();
    }

    /** The text of a heading. */
    static Optional<String> heading(String text) {
        Matcher heading = HEADING.matcher(text);
        return heading.matches() ? Optional.of(withoutClosing(heading.group(2)).strip()) : Optional.empty();
    }

    /** A heading may end with as many number signs as it likes. */
    private static String withoutClosing(String heading) {
        int end = heading.stripTrailing().length();
        while (end > 0 && heading.charAt(end - 1) == '#') {
            end--;
        }
        return heading.substring(0, end);
    }

    static boolean isSeparator(String text) {
        return text.length() <= LONGEST_SEPARATOR && SEPARATOR.matcher(text).matches();
    }

    /** Such as the way back to the top, or a picture that advertises. */
    static boolean isOnlyLinks(String text) {
        return text.length() <= LONGEST_LINKS && ONLY_LINKS.matcher(text).matches();
    }
}
