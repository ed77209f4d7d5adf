package io.gradeflow.question.formats;

/** Answers as keys of short texts have them, where {@code *} stands for any text, {@code \*} for a star and {@code \\} for a backslash. */
public final class Wildcards {

    private static final char ESCAPE = '\\';
    private static final char ANY = '*';

    private Wildcards() {}

    /** A text in which stars and backslashes are nothing but that. */
    public static String literal(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*");
    }

    /** A text of Moodle, which knows {@code *} and {@code \*} alone: every other backslash is one. */
    public static String ofMoodle(String text) {
        StringBuilder pattern = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean escapes = letter == ESCAPE && i + 1 < text.length() && text.charAt(i + 1) == ANY;
            pattern.append(letter);
            if (escapes) {
                pattern.append(text.charAt(++i));
            } else if (letter == ESCAPE) {
                pattern.append(ESCAPE);
            }
        }
        return pattern.toString();
    }
}
