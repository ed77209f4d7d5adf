package io.gradeflow.question.formats;

/**
 * A line of a file, or a block of code that was fenced off.
 *
 * @param number counts from 1; of a block, that of its first line
 * @param text without surrounding white space and without characters that nobody sees; of a block all its lines as they are written
 */
public record Line(int number, String text, boolean code) {

    public Line(int number, String text) {
        this(number, text, false);
    }

    /** The number of its last line. */
    public int last() {
        return number + (int) text.chars().filter(sign -> sign == '\n').count();
    }

    public boolean isBlank() {
        return text.isEmpty();
    }
}
