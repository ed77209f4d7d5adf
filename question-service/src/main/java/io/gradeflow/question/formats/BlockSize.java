package io.gradeflow.question.formats;

/**
 * How much of a file one question takes. What is beyond the bounds is no question, and isn't kept: so no file needs more memory
 * than its largest block may have. Not safe for use by several threads.
 */
public final class BlockSize {

    public static final int MOST_LINES = 2_000;
    public static final int MOST_CHARACTERS = 1_000_000;

    private int lines;
    private long characters;

    /** Counts a line; false where it is too much, so that it is to be left out. */
    public boolean takes(String line) {
        lines++;
        characters += line.length();
        return !isOver();
    }

    /** Whether a line was too much. */
    public boolean isOver() {
        return lines > MOST_LINES || characters > MOST_CHARACTERS;
    }

    public long characters() {
        return characters;
    }

    public boolean isEmpty() {
        return lines == 0;
    }

    public void clear() {
        lines = 0;
        characters = 0;
    }

    /** @param advice how questions are put apart */
    public static Problem refusal(int line, String advice) {
        return Problem.error(
                "text-too-long",
                line,
                "The question has more than " + MOST_LINES + " lines or " + MOST_CHARACTERS + " characters; " + advice);
    }
}
