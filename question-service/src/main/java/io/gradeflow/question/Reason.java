package io.gradeflow.question;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Why somebody did something, in their own words. */
public final class Reason {

    public static final int MAX_LENGTH = 500;

    private Reason() {}

    /** @throws ProblemException with 400 unless it says something */
    public static String checked(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.isEmpty() || reason.length() > MAX_LENGTH || reason.indexOf('\u0000') >= 0) {
            throw new ProblemException(
                            PlatformError.INVALID_FIELD, "reason must say why in 1 to " + MAX_LENGTH + " characters.")
                    .field("reason");
        }
        return reason;
    }
}
