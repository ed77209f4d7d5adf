package io.gradeflow.question.formats;

import java.util.List;

/** Stars and underscores around a whole text, which say nothing of it. */
public final class Emphasis {

    private static final List<String> MARKS = List.of("***", "**", "__", "*", "_");

    private Emphasis() {}

    /** Without marks at both ends, or at the end alone where it began before the text; those of a part of it stay. */
    public static String without(String text) {
        String stripped = text.strip();
        for (String mark : MARKS) {
            int end = stripped.length() - mark.length();
            int first = stripped.indexOf(mark);
            if (!stripped.endsWith(mark) || end <= 0) {
                continue;
            }
            if (first == end) {
                return stripped.substring(0, end).strip();
            }
            if (first == 0 && stripped.indexOf(mark, mark.length()) == end) {
                return stripped.substring(mark.length(), end).strip();
            }
        }
        return stripped;
    }
}
