package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.CodeSpans;
import io.gradeflow.question.formats.Emphasis;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The marks by which lines of these files are known. */
final class Marks {

    private static final String BULLET = "(?:[-*+•]\\s+)?";
    private static final String EMPHASIS = "[*_]{0,3}";

    private static final Pattern BOX =
            Pattern.compile("(?:[-*+•]\\s+|\\(?(?:\\d{1,3}|[A-Za-z])[.)]\\s+)?\\[([ xX✓✔√]?)\\](?:\\s+(.*)|$)");
    /** Round ones are letters in brackets where no bullet stands before them. */
    private static final Pattern ROUND_BOX = Pattern.compile("[-*+•]\\s+\\(([ xX✓✔√*•]?)\\)(?:\\s+(.*)|$)");

    private static final Pattern LETTERED = Pattern.compile(BULLET + EMPHASIS + "[(\\[]?([A-Za-z])" + EMPHASIS
            + "(?:[.:]" + EMPHASIS + "(?:\\s+|$)|[)\\]](?!\\()" + EMPHASIS + "\\s*)(.*)");
    /** Choices that stand beside each other. */
    private static final Pattern BESIDE = Pattern.compile("(?<!\\s)\\s{2,}+[(\\[]?([A-Za-z])[.)\\]]\\s++");
    /** A star that opens no emphasis, before the letter of what is right. */
    private static final Pattern STARRED = Pattern.compile("\\*[(\\[]?[A-Za-z][.)\\]:]\\s*[^*]+");

    private static final Pattern ANSWER = Pattern.compile(
            "(?:#{1,6}\\s*|[-+•]\\s+|\\*\\s+)?" + EMPHASIS
                    + "(?:the\\s+)?(?:suggested\\s+)?(?:correct(?=\\W*:)|(?:correct|right)\\s+(?:options?|choices?)|(?:(?:correct|right)\\s+)?(?:answers?|ans\\.?|key|solution))"
                    + "(?:\\s{0,9}\\(s\\))?(?:\\s{1,9}(?:is|are))?(?:\\s{0,9}" + EMPHASIS + "\\s{0,9}[:=]\\s*+"
                    + EMPHASIS
                    + "|\\s{1,9}[–—-]\\s{1,9}(?=[(\\[*_]{0,3}[A-Za-z](?![A-Za-z]))|(?<=\\bis)\\s++|(?<=\\bare)\\s++|(?<=\\bans\\.)\\s++)"
                    + "\\s*(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ANSWER_LABEL = Pattern.compile(
            "(?:#{1,6}\\s*)?" + EMPHASIS
                    + "(?:(?:show|see|reveal|view|click\\s+\\w+)\\s+)?(?:the\\s+)?(?:(?:correct|right)\\s+)?(?:answers?(?:\\s+(?:keys?|sheet|list))?|solutions?|key)"
                    + EMPHASIS + "[.:!?]*" + EMPHASIS,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UNFOLDS = Pattern.compile(
            EMPHASIS + "(?:click|tap)\\s+(?:here\\s+)?(?:to|for)\\s+(?:reveal|show|see|view|expand|unfold)" + EMPHASIS
                    + "[.:!?]*" + EMPHASIS,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY_TITLE = Pattern.compile(
            "(?:#{1,6}\\s*)?" + EMPHASIS
                    + "(?:the\\s+)?(?:correct\\s+)?(?:answers?\\s+(?:keys?|sheet|list)|answers|solutions)"
                    + EMPHASIS + ":?" + EMPHASIS,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY_ON_TITLE = Pattern.compile(
            "(?:#{1,6}\\s*)?" + EMPHASIS
                    + "(?:the\\s+)?(?:correct\\s+)?(?:answers?(?:\\s+(?:keys?|sheet|list))?|key|solutions)" + EMPHASIS
                    + ":" + EMPHASIS + "\\s*(\\S.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern EXPLANATION = Pattern.compile(
            "(?:#{1,6}\\s*|[-+•]\\s+)?(" + EMPHASIS
                    + ")(?:general\\s+)?(?:explanations?(?:\\s*/\\s*references?)?|rationale|reason(?:ing)?|why)"
                    + EMPHASIS + "(?:\\s*[:–—]\\s*" + EMPHASIS + "\\s*(.*)|$)",
            Pattern.CASE_INSENSITIVE);
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
        Matcher box = square.matches() ? square : ROUND_BOX.matcher(text);
        if (!box.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Option(
                ' ',
                !box.group(1).isBlank(),
                box.group(2) == null ? "" : box.group(2).strip()));
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

    /** What stands behind {@code Answer:} and the like; empty where it follows on further lines. */
    static Optional<String> answer(String text) {
        if (ANSWER_LABEL.matcher(text).matches()) {
            return Optional.of("");
        }
        Matcher answer = ANSWER.matcher(text);
        return answer.matches() ? Optional.of(Emphasis.without(answer.group(1))) : Optional.empty();
    }

    /** What stands on the line of such a title; empty where nothing does. */
    static Optional<String> keyOnTitle(String text) {
        Matcher title = KEY_ON_TITLE.matcher(text);
        return title.matches() ? Optional.of(title.group(1)) : Optional.empty();
    }

    /** The same of what answers are folded away under, which may only say that it unfolds. */
    static Optional<String> answerOfSummary(String text) {
        return UNFOLDS.matcher(text).matches() ? Optional.of("") : answer(text);
    }

    /** Whether it is the title of a list of answers, perhaps with that of a chapter. */
    static boolean isKeyTitle(String text) {
        return KEY_TITLE.matcher(text).matches()
                || (ChapterTitle.names(text)
                        && KEY_TITLE.matcher(ChapterTitle.without(text)).matches());
    }

    /** What stands behind {@code Explanation:} and the like. */
    static Optional<String> explanation(String text) {
        Matcher explanation = EXPLANATION.matcher(text);
        if (!explanation.matches()) {
            return Optional.empty();
        }
        String rest = explanation.group(2) == null ? "" : explanation.group(2).strip();
        return Optional.of(explanation.group(1).isEmpty() ? rest : Emphasis.without(rest));
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
