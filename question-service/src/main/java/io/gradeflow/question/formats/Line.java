package io.gradeflow.question.formats;

/**
 * A line of a file.
 *
 * @param number counts from 1
 * @param text without surrounding white space and without characters that nobody sees
 */
public record Line(int number, String text) {

    public boolean isBlank() {
        return text.isEmpty();
    }
}
