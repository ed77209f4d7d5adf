package io.gradeflow.question.formats.listed;

import io.gradeflow.question.formats.AnswerText;
import io.gradeflow.question.formats.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Stars at the ends of choices, which say that they are right or are the ends of their texts. */
final class StarMarks {

    private StarMarks() {}

    /** The places of choices that end with a star, or of those where a space stands before it; none where all do. */
    static SortedSet<Integer> of(List<String> texts) {
        SortedSet<Integer> starred = new TreeSet<>();
        SortedSet<Integer> apart = new TreeSet<>();
        for (int i = 0; i < texts.size(); i++) {
            if (isStarred(texts.get(i))) {
                starred.add(i);
                if (isApart(texts.get(i))) {
                    apart.add(i);
                }
            }
        }
        SortedSet<Integer> marks = apart.isEmpty() ? starred : apart;
        return marks.size() == texts.size() ? new TreeSet<>() : marks;
    }

    static boolean areApart(List<String> texts, SortedSet<Integer> marks) {
        return marks.stream().allMatch(place -> isApart(texts.get(place)));
    }

    static List<String> without(List<String> texts, SortedSet<Integer> marks) {
        List<String> without = new ArrayList<>(texts);
        marks.forEach(place -> without.set(
                place,
                texts.get(place).substring(0, texts.get(place).length() - 1).strip()));
        return without;
    }

    static Problem unclear(SortedSet<Integer> marks, Stars file, int line) {
        return Problem.error(
                "answer-unreadable",
                line,
                (file.canMark()
                                ? "A star stands at the end of "
                                : "Other questions of the file say in another way what is right, so a star is none at the end of ")
                        + AnswerText.letters(marks)
                        + (file.canMark() ? ", and may be a part of the text; " : "; ")
                        + "add a line Answer: with the letters of what is right.");
    }

    static Problem guessed(SortedSet<Integer> marks, int line) {
        return Problem.warning(
                "key-by-stars",
                line,
                "Nothing but a star at the end says that " + AnswerText.letters(marks)
                        + " is right; look whether it is no part of the text, or add a line Answer:.");
    }

    private static boolean isStarred(String text) {
        return text.length() > 1
                && text.endsWith("*")
                && (isApart(text) ? !text.startsWith("*") : text.indexOf('*') == text.length() - 1);
    }

    private static boolean isApart(String text) {
        return text.length() > 1 && Character.isWhitespace(text.charAt(text.length() - 2));
    }
}
