package io.gradeflow.analytics.query;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Query parameters that several resources have. */
public final class Parameters {

    private static final int LONGEST_NAME = 200;

    private Parameters() {}

    /**
     * @return the same
     * @throws ProblemException with 400 if it can be the name of nothing
     */
    public static @Nullable String name(String field, @Nullable String value) {
        if (value != null && (value.isBlank() || value.length() > LONGEST_NAME || value.indexOf('\0') >= 0)) {
            throw invalid(field, "A " + field + " is named by 1 to " + LONGEST_NAME + " characters; or leave it away.");
        }
        return value;
    }

    /**
     * The parameter {@code table} of a resource that has several.
     *
     * @param tables the first is the usual one
     * @throws ProblemException with 400 if there is no such table
     */
    public static String table(@Nullable String asked, String... tables) {
        List<String> known = Arrays.asList(tables);
        if (asked != null && !known.contains(asked)) {
            throw invalid("table", "\"" + asked + "\" is none of " + String.join(", ", known) + ".");
        }
        return asked == null ? known.getFirst() : asked;
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
