package io.gradeflow.platform.http;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The number with which a client of server-sent events comes back. */
public final class LastEventId {

    public static final String HEADER = "Last-Event-ID";

    private LastEventId() {}

    /**
     * @return null where the client starts anew
     * @throws ProblemException with 400 if it is no number
     */
    public static @Nullable Long of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        try {
            return Long.valueOf(header.strip());
        } catch (NumberFormatException e) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD, "Send the id of the last event, or leave the header out.")
                    .field(HEADER);
        }
    }
}
