package io.gradeflow.platform.database;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Times that a database can be asked for: those of the years 1 to 9999. Java knows others, and so does whoever calls. */
public final class StorableTime {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private StorableTime() {}

    public static boolean isStorable(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    /** Empty where the text is no time with its zone, such as {@code 2026-01-31T09:30:00Z}, or none that a database has. */
    public static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(StorableTime::isStorable);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
