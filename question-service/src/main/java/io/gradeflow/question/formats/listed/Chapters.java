package io.gradeflow.question.formats.listed;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The titles that questions stand beneath. */
final class Chapters {

    private static final int DEEPEST = 6;

    private final String[] titles = new String[DEEPEST + 1];
    private int level;
    private String heading = "";
    private String fresh = "";

    Chapters() {
        Arrays.fill(titles, "");
    }

    /** A heading, which may turn out to be the stem of a question. */
    void mayBegin(String line) {
        level = 1;
        while (level < DEEPEST && level < line.length() && line.charAt(level) == '#') {
            level++;
        }
        heading = ChapterTitle.of(line.substring(level));
    }

    /** A line that is a title, and may turn out to be a stem as well. */
    void mayBeginPlain(String line) {
        level = DEEPEST;
        heading = ChapterTitle.of(line);
    }

    /** Whether a title stands there that asks nothing. */
    boolean isWaiting() {
        return !heading.isEmpty() && !heading.endsWith("?") && !heading.endsWith(":");
    }

    /** What stood beneath the heading was no question. */
    void begin() {
        if (!heading.isEmpty()) {
            begin(level, heading);
            heading = "";
        }
    }

    /** The heading was a question's, or another question begins. */
    void goOn() {
        heading = "";
        fresh = "";
    }

    void begin(String line) {
        begin(DEEPEST, ChapterTitle.of(line));
    }

    private void begin(int at, String title) {
        Arrays.fill(titles, at, titles.length, "");
        titles[at] = title;
        fresh = title;
    }

    /** That which began and has no questions so far; empty where none did. */
    String takeFresh() {
        String title = fresh;
        fresh = "";
        return title;
    }

    Set<String> titles() {
        return Arrays.stream(titles).filter(title -> !title.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
