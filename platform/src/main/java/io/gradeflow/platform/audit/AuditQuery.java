package io.gradeflow.platform.audit;

import io.gradeflow.platform.database.StorableTime;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; what is null is not asked for.
 *
 * @param below a pattern of LIKE
 * @param from inclusive
 * @param until exclusive
 */
record AuditQuery(
        @Nullable String actor,
        @Nullable String operation,
        @Nullable String below,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** @throws ProblemException with 400 where a time is none */
    static AuditQuery of(
            @Nullable String actor,
            @Nullable String operation,
            @Nullable String address,
            @Nullable String from,
            @Nullable String until) {
        return new AuditQuery(
                actor,
                operation,
                address == null ? null : address.replaceAll("([\\\\%_])", "\\\\$1") + "%",
                time("from", from),
                time("until", until));
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        return text == null
                ? null
                : StorableTime.parse(text)
                        .orElseThrow(() -> new ProblemException(
                                        PlatformError.INVALID_FIELD,
                                        name + " is no time of the years 1 to 9999; write 2026-01-31T09:30:00Z.")
                                .field(name));
    }
}
