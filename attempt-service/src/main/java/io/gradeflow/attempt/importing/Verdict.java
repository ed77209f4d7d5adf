package io.gradeflow.attempt.importing;

import org.jspecify.annotations.Nullable;

/**
 * Why a line was not stored.
 *
 * @param line of the stream, counted from 1; a table's headings and blank lines count too
 * @param externalId as the line has it; null where it can't be read
 * @param field the one at fault; null where it is the line as a whole
 * @param message what is wrong and what to do, for people
 */
record Verdict(
        int line, @Nullable String externalId, @Nullable String field, Fault code, String message) {

    private static final int LONGEST = 200;

    /** Longer texts of the line are cut, so that a report stays small whatever was sent. */
    Verdict {
        externalId = cut(externalId);
        field = cut(field);
    }

    static Verdict onLine(int line, Fault code, String message) {
        return new Verdict(line, null, null, code, message);
    }

    static Verdict on(GivenLine line, String field, Fault code, String message) {
        return new Verdict(line.number(), line.externalId(), field, code, message);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
