package io.gradeflow.question.exporting.writers;

import java.util.Optional;

/** Texts of keys, in which {@code *} stands for any text, {@code \*} for a star and {@code \\} for a backslash. */
final class AcceptedText {

    private AcceptedText() {}

    /** The text that is meant; empty where it has a star that stands for any. */
    static Optional<String> meant(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '*') {
                return Optional.empty();
            }
            text.append(escapes(pattern, i) ? pattern.charAt(++i) : pattern.charAt(i));
        }
        return Optional.of(text.toString());
    }

    /** As Moodle has it, which knows {@code *} and {@code \*} alone; empty where a backslash stands before a star that stands for any. */
    static Optional<String> forMoodle(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            if (!escapes(pattern, i)) {
                text.append(letter);
            } else if (pattern.charAt(++i) == '*') {
                text.append("\\*");
            } else if (i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') {
                return Optional.empty();
            } else {
                text.append('\\');
            }
        }
        return Optional.of(text.toString());
    }

    /** The same with every backslash doubled that isn't yet and stands for itself, as readers write it. */
    static String inOneForm(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            text.append(letter);
            if (escapes(pattern, i)) {
                text.append(pattern.charAt(++i));
            } else if (letter == '\\') {
                text.append(letter);
            }
        }
        return text.toString();
    }

    private static boolean escapes(String pattern, int at) {
        return pattern.charAt(at) == '\\'
                && at + 1 < pattern.length()
                && (pattern.charAt(at + 1) == '*' || pattern.charAt(at + 1) == '\\');
    }
}
