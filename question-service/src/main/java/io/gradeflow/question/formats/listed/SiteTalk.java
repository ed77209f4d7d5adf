package io.gradeflow.question.formats.listed;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What exam sites show around questions, which says nothing of them: buttons, and who voted for what. */
final class SiteTalk {

    private static final Pattern LINE = Pattern.compile(
            "(?:(?:(?:hide|show|reveal|view)\\s)?(?:suggested\\s|correct\\s)?(?:solution|answer|discussion)s?\\s{0,3}){1,3}(?<=\\b(?:hide|show|reveal|view)\\b.{0,80})(?:\\d{1,6})?"
                    + "|discussions?(?:\\s{1,9}\\d{1,6})?"
                    + "|community\\svote\\sdistribution:?"
                    + "|most\\svoted"
                    + "|[A-Z]{1,8}\\s{0,9}\\(\\d{1,3}%\\)(?:\\s{1,9}(?:\\d{1,3}%|other))*"
                    + "|\\d{1,3}%|other"
                    + "|\\[all\\s.{1,120}\\squestions\\]"
                    + "|section:\\s{0,3}\\(none\\)"
                    + "|(?:PTS|DIF|REF|OBJ|NAT|STA|MSC|LOC|TOP|NOT|BLM):.*"
                    + "|upvoted\\s\\d{1,6}\\stimes?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MOST_VOTED = Pattern.compile("\\s{0,9}\\(?most voted\\)?$", Pattern.CASE_INSENSITIVE);
    /** What programs for exams put behind an answer. */
    private static final Pattern MARKS = Pattern.compile("\\s{1,9}(?:PTS|DIF|REF|OBJ|NAT|STA|MSC|LOC|TOP|NOT|BLM):.*");

    private static final int LONGEST = 160;
    private static final int LONGEST_VOTE = 30;

    private SiteTalk() {}

    /** Whether a line is nothing else. */
    static boolean isAll(String text) {
        return text.length() <= LONGEST && LINE.matcher(text).matches();
    }

    /** An answer without its points, difficulty and the like. */
    static String withoutMarks(String answer) {
        Matcher marks = MARKS.matcher(answer);
        return marks.find() ? answer.substring(0, marks.start()) : answer;
    }

    /** A choice without the remark that most voted for it, which isn't what is right. */
    static String withoutVotes(String choice) {
        Matcher votes = MOST_VOTED.matcher(choice).region(Math.max(0, choice.length() - LONGEST_VOTE), choice.length());
        return votes.find() ? choice.substring(0, votes.start()) : choice;
    }
}
