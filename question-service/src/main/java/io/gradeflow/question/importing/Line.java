package io.gradeflow.question.importing;

/**
 * A line of a file.
 *
 * @param number counts from 1
 * @param text without surrounding white space and without characters that nobody sees
 */
record Line(int number, String text) {

    boolean isBlank() {
        return text.isEmpty();
    }
}
