package io.gradeflow.attempt.rejections;

import io.gradeflow.events.AnswerRejected.Reason;
import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a list is to hold; null for no matter which.
 *
 * @param replayed whether a replay is under way
 * @param resolved whether its grade has come
 * @param dismissed whether an admin has taken it out of the list; no matter which of what is resolved
 * @param bank a slug
 */
record RejectedFilter(
        @Nullable Reason reason,
        @Nullable Boolean replayed,
        boolean resolved,
        boolean dismissed,
        @Nullable String bank) {

    /** @throws ProblemException with 400 that names the parameter at fault */
    static RejectedFilter of(
            @Nullable String reason,
            @Nullable String replayed,
            @Nullable String resolved,
            @Nullable String dismissed,
            @Nullable String bank) {
        return new RejectedFilter(
                reason == null ? null : reason(reason),
                replayed == null ? null : truth("replayed", replayed),
                resolved != null && truth("resolved", resolved),
                dismissed != null && truth("dismissed", dismissed),
                bank);
    }

    /** @throws ProblemException with 400 if it is none */
    static Reason reason(String name) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "reason",
                        "The reason must be one of "
                                + Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.joining(", "))
                                + "."));
    }

    private static boolean truth(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, name + " must be true or false.");
        };
    }

    static ProblemException invalid(String field, String detail) {
        return new ProblemException(PlatformError.INVALID_FIELD, detail).field(field);
    }
}
