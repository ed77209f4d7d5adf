package io.gradeflow.question.correcting;

import io.gradeflow.platform.keys.KeyView;
import io.gradeflow.question.Reason;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A correction as its author sends it, unchecked. */
@Schema(
        name = "CorrectionRequest",
        requiredProperties = {"effect", "reason"},
        example = """
            {"effect": "regrade", "choices": ["B"], "reason": "A was marked by mistake; the guide names B since 2025."}\
            """)
record CorrectionRequest(
        @Schema(
                description =
                        "`regrade`: `choices` are right, and all answers are graded by them. `credit-all`: everybody"
                                + " who was shown the question has full credit. `withdraw`: it counts in no score and no"
                                + " maximum.",
                enumeration = {"regrade", "credit-all", "withdraw"})
        @Nullable
        String effect,

        @Schema(
                description =
                        "With `regrade` the ids of the choices that are right, as many as the question lets a learner"
                                + " select; left out otherwise")
        @Nullable
        List<@Nullable String> choices,

        @Schema(
                description =
                        "With `regrade`, in place of `choices`, what is right for a question of any kind: `choices`"
                                + " and `options`, `texts`, `ranges`, `pairs` or `order`. A key as it was told may be sent"
                                + " back; how it scores and what full credit is can't change")
        @Nullable
        KeyView key,

        @Schema(
                description = "1 to " + Reason.MAX_LENGTH
                        + " characters, for people; learners whose result changes may read it")
        @Nullable
        String reason) {}
