package io.gradeflow.question.formats;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something about a question of a file that its author should know.
 *
 * @param code stable, for programs
 * @param message what is wrong and what to do, for people
 * @param line where, counted from 1
 */
public record Problem(String code, Severity severity, String message, int line) {

    private static final int LONGEST = 1_000;

    /** What a message quotes of a file may be long, or no text. */
    public Problem {
        message = WholeText.shortened(WholeText.of(message), LONGEST);
    }

    public enum Severity {
        /** The question isn't imported. */
        ERROR,
        /** The question is imported, and somebody should look at it. */
        WARNING;

        @JsonValue
        String lowerCase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Problem error(String code, int line, String message) {
        return new Problem(code, Severity.ERROR, message, line);
    }

    public static Problem warning(String code, int line, String message) {
        return new Problem(code, Severity.WARNING, message, line);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
