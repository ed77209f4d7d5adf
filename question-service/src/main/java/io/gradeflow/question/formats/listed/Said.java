package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.Emphasis;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines that say which choice is right, and why. */
final class Said {

    /** Emoji and the like, which say nothing here. */
    private static final String SIGNS = "(?:[\\p{So}\\uFE0F]{1,4}\\s{0,3})?";
    /** In other languages, where a colon follows. */
    private static final String ELSEWHERE =
            "(?:richtige\\s+)?(?:respuestas?|respostas?|réponses?|risposta|risposte|antwort(?:en)?|lösung(?:en)?)(?:\\s+corr?e(?:ct|tt|t)\\w{0,3})?(?=\\W*:)";

    private static final Pattern ANSWER = Pattern.compile(
            "(?:#{1,6}\\s*|[-+•]\\s+|\\*\\s+)?" + SIGNS + Marks.EMPHASIS + SIGNS
                    + "(?:the\\s+)?(?:suggested\\s+)?(?:correct(?=\\W*:)|(?:correct|right)\\s+(?:options?|choices?)|(?:(?:correct|right)\\s+)?(?:answers?|ans\\.?|key|solution)|"
                    + ELSEWHERE
                    + ")(?:\\s{0,9}\\(s\\))?(?:\\s{1,9}(?:is|are))?(?:\\s{0,9}" + Marks.EMPHASIS + "\\s{0,9}[:=]\\s*+"
                    + Marks.EMPHASIS
                    + "|\\s{1,9}[–—-]\\s{1,9}(?=[(\\[*_]{0,3}[A-Za-z](?![A-Za-z]))|(?<=\\bis)\\s++|(?<=\\bare)\\s++|(?<=\\bans\\.)\\s++)"
                    + "\\s*(.*)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern ANSWER_LABEL = Pattern.compile(
            "(?:#{1,6}\\s*)?" + SIGNS + Marks.EMPHASIS + SIGNS
                    + "(?:(?:(?:click|tap)\\s+(?:here\\s+)?(?:to\\s+|for\\s+)?)?(?:(?:show|see|reveal|view|expand|unfold)\\s+(?:me\\s+)?)?)?(?:the\\s+)?(?:(?:correct|right)\\s+)?(?:answers?(?:\\s+(?:keys?|sheet|list)|\\s*(?:&|/|\\+|\\band\\b)\\s*explanations?)?|solutions?|key)"
                    + Marks.EMPHASIS + "[.:!?]*" + Marks.EMPHASIS + "\\s{0,3}" + SIGNS,
            Pattern.CASE_INSENSITIVE);
    /** Behind an answer on its line, why it is right. */
    private static final Pattern REASON =
            Pattern.compile("\\s(?:explanation|rationale|reason)\\s{0,3}:\\s{0,9}(?=\\S)", Pattern.CASE_INSENSITIVE);
    /** A letter alone, or a choice with its letter. */
    private static final Pattern LETTER_LINE =
            Pattern.compile(Marks.BULLET + "[*_(\\[`]{0,3}[A-Za-z](?:[*_)\\]`.:]{1,4}(?:\\s.*)?|\\s[–—-]\\s.*)?");

    private static final Pattern STARTS_WITH_BULLET = Pattern.compile("^[-*+•]\\s+");
    private static final Pattern TAGS = Pattern.compile("</?[A-Za-z][^<>]{0,99}>");
    private static final Pattern UNFOLDS = Pattern.compile(
            Marks.EMPHASIS + "(?:click|tap)\\s+(?:here\\s+)?(?:to|for)\\s+(?:reveal|show|see|view|expand|unfold)"
                    + Marks.EMPHASIS + "[.:!?]*" + Marks.EMPHASIS,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY_TITLE = Pattern.compile(
            "(?:#{1,6}\\s*)?" + Marks.EMPHASIS
                    + "(?:the\\s+)?(?:correct\\s+)?(?:answers?\\s+(?:keys?|sheet|list)|answers|solutions)"
                    + Marks.EMPHASIS + ":?" + Marks.EMPHASIS,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY_ON_TITLE = Pattern.compile(
            "(?:#{1,6}\\s*)?" + Marks.EMPHASIS
                    + "(?:the\\s+)?(?:correct\\s+)?(?:answers?(?:\\s+(?:keys?|sheet|list))?|key|solutions)"
                    + Marks.EMPHASIS
                    + ":" + Marks.EMPHASIS + "\\s*(\\S.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern EXPLANATION = Pattern.compile(
            "(?:#{1,6}\\s*|[-+•]\\s+)?(" + Marks.EMPHASIS
                    + ")(?:general\\s+)?(?:explanations?(?:\\s*/\\s*references?)?|rationale|reason(?:ing)?|why)"
                    + Marks.EMPHASIS + "(?:\\s*[:–—]\\s*" + Marks.EMPHASIS + "\\s*(.*)|$)",
            Pattern.CASE_INSENSITIVE);

    private Said() {}

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

    /** Where the reason begins that an answer is followed by on its line; empty where it isn't. */
    static Optional<MatchResult> reason(String answer) {
        Matcher reason = REASON.matcher(answer);
        return reason.find() ? Optional.of(reason.toMatchResult()) : Optional.empty();
    }

    /** Whether a line beneath {@code Answers:} names a choice by its letter. */
    static boolean isLetterLine(String text) {
        return LETTER_LINE.matcher(text).matches();
    }

    static String withoutBullet(String text) {
        return STARTS_WITH_BULLET.matcher(text).replaceFirst("");
    }

    /** What stands between the tags of a summary, without those in it. */
    static String summary(String text) {
        return TAGS.matcher(text).replaceAll("").strip();
    }

    /** Whether it says which choice is right, or why. */
    static boolean saysOfQuestion(Fragment fragment) {
        return switch (fragment.kind()) {
            case OPENS, CLOSES, SUMMARY -> true;
            case CODE -> false;
            case TEXT ->
                (answer(fragment.text()).isPresent() && !isKeyTitle(fragment.text()))
                        || explanation(fragment.text()).isPresent()
                        || Marks.isSeparator(fragment.text());
        };
    }
}
