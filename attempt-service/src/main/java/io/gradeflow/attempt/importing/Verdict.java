package io.gradeflow.attempt.importing;

import org.jspecify.annotations.Nullable;

/**
 * Why a line was not stored.
 *
 * @param line of the stream, counted from 1; a table's headings and blank lines count too
 * @param externalId as the line has it; null where it can't be read
 * @param field the one at fault; null where it is the line as a whole
 * @param code stable, for programs
 * @param message what is wrong and what to do, for people
 */
record Verdict(
        int line, @Nullable String externalId, @Nullable String field, String code, String message) {

    private static final int LONGEST = 200;

    /** Longer texts of the line are cut, so that a report stays small whatever was sent. */
    static Verdict of(int line, @Nullable String externalId, @Nullable String field, Fault fault, String message) {
        return new Verdict(line, cut(externalId), cut(field), fault.code(), message);
    }

    static Verdict onLine(int line, Fault fault, String message) {
        return of(line, null, null, fault, message);
    }

    static Verdict on(GivenLine line, String field, Fault fault, String message) {
        return of(line.number(), line.externalId(), field, fault, message);
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
