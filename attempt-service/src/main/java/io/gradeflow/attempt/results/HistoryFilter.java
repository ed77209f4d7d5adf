package io.gradeflow.attempt.results;

import io.gradeflow.attempt.life.AttemptStatus;
import io.gradeflow.attempt.modes.Modes;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts a list is to hold; null for no matter which.
 *
 * @param preview whether those are asked for with which the staff tries questions out; the list has them or the others
 */
record HistoryFilter(
        @Nullable String bank,
        @Nullable String mode,
        @Nullable String status,
        @Nullable String cohort,
        @Nullable String learner,
        boolean preview) {

    /** @throws ProblemException with 400 that names the parameter at fault */
    HistoryFilter validated(Modes modes) {
        if (mode != null && modes.find(mode).isEmpty()) {
            throw invalid("mode", "The mode must be one of " + String.join(", ", modes.names()) + ".");
        }
        if (status != null
                && Arrays.stream(AttemptStatus.values())
                        .noneMatch(known -> known.name().equals(status))) {
            throw invalid(
                    "status",
                    "The status must be one of "
                            + Arrays.stream(AttemptStatus.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return this;
    }

    private static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
