package io.gradeflow.question.editing;

import io.gradeflow.platform.problem.PlatformError;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.QuestionState;
import io.gradeflow.question.Reason;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A move to a state as somebody sends it, unchecked. */
@Schema(
        name = "StateRequest",
        requiredProperties = {"state", "reason"},
        example = """
        {"state": "RETIRED", "reason": "The service that it asks for was discontinued."}""")
record StateRequest(
        @Schema(
                description =
                        "`PUBLISHED`: attempts that start from now on may have it. `RETIRED`: none of them has it; those that"
                                + " have it keep it",
                enumeration = {"PUBLISHED", "RETIRED"})
        @Nullable
        String state,

        @Schema(description = "1 to " + Reason.MAX_LENGTH + " characters, for those who read the question's history")
        @Nullable
        String reason) {

    QuestionState checkedState() {
        return Arrays.stream(QuestionState.values())
                .filter(one -> one.name().equals(state))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                                PlatformError.INVALID_FIELD, "state must be PUBLISHED or RETIRED, in capital letters.")
                        .field("state"));
    }
}
