package io.gradeflow.question.importing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something about a question of a file that its author should know.
 *
 * @param code stable, for programs
 * @param message what is wrong and what to do, for people
 * @param line where, counted from 1
 */
record Problem(String code, Severity severity, String message, int line) {

    enum Severity {
        /** The question isn't imported. */
        ERROR,
        /** The question is imported, and somebody should look at it. */
        WARNING;

        @JsonValue
        String lowerCase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Problem error(String code, int line, String message) {
        return new Problem(code, Severity.ERROR, message, line);
    }

    static Problem warning(String code, int line, String message) {
        return new Problem(code, Severity.WARNING, message, line);
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }
}
