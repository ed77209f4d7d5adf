package io.gradeflow.platform.http;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** How many items a page holds at most. */
public final class Limit {

    private Limit() {}

    /**
     * @param requested the query parameter {@code limit}, null where absent
     * @throws ProblemException with 400 unless it is from 1 to {@code max}
     */
    public static int of(@Nullable Integer requested, int defaultLimit, int max) {
        if (requested == null) {
            return defaultLimit;
        }
        if (requested < 1 || requested > max) {
            throw new ProblemException(
                            PlatformError.INVALID_LIMIT,
                            "limit is " + requested + "; it must be from 1 to " + max + ".")
                    .field("limit");
        }
        return requested;
    }
}
