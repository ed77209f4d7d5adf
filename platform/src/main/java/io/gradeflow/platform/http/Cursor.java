package io.gradeflow.platform.http;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The place in a list where the next page starts, opaque to clients. */
public final class Cursor {

    private Cursor() {}

    public static String encode(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ProblemException with 400 if the cursor is none of ours */
    public static String decode(String cursor) {
        String position;
        try {
            position = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        // No text of a database holds a NUL.
        if (position.indexOf('\u0000') >= 0) {
            throw invalid();
        }
        return position;
    }

    /**
     * The place in a list by numbers.
     *
     * @param cursor null for the beginning
     * @param beginning what stands before all of the list
     * @throws ProblemException with 400 if the cursor is none of ours
     */
    public static long number(@Nullable String cursor, long beginning) {
        try {
            return cursor == null ? beginning : Long.parseLong(decode(cursor));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    /** For a cursor whose position can't be read. */
    public static ProblemException invalid() {
        return new ProblemException(
                        PlatformError.INVALID_CURSOR,
                        "Use the value of `next` of the page before, or none for the first page.")
                .field("cursor");
    }
}
