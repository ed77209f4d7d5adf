package io.gradeflow.question.blueprint;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A blueprint as its author sends it, unchecked. */
@Schema(
        name = "BlueprintRequest",
        requiredProperties = {"sections", "minutes", "passMark", "scale"},
        example = """
        {"title": "Full-length practice exam", "questions": 50, "unscored": 15, "minutes": 130, "passMark": 720,
         "scale": {"min": 100, "max": 1000},
         "sections": [{"topic": "data", "share": 28}, {"topic": "model-development", "share": 26},
                      {"topic": "deployment", "share": 22}, {"topic": "operations", "share": 24}]}""")
record BlueprintRequest(
        @Schema(description = "1 to 200 characters; the name where it is left out") @Nullable
        String title,

        @Schema(description = "1 to " + BlueprintCheck.MAX_SECTIONS + " sections, all with a count or all with a share")
        @Nullable
        List<@Nullable Section> sections,

        @Schema(
                description =
                        "How many questions count for the score; needed with shares, the sum of the counts otherwise")
        @Nullable
        Integer questions,

        @Schema(
                description = "How many more questions are drawn from the sections' topics and only tried out;"
                        + " with those that count at most 1000",
                defaultValue = "0")
        @Nullable
        Integer unscored,

        @Schema(description = "From start to deadline, 1 to 1440") @Nullable
        Integer minutes,

        @Schema(description = "On the scale: above its lower end, up to its upper end") @Nullable
        Integer passMark,

        @Nullable Scale scale,

        @Schema(
                description = "Whether it is for sittings alone; then learners are not shown it",
                defaultValue = "false")
        @Nullable
        Boolean sittingOnly) {

    @Schema(name = "BlueprintRequestSection", example = """
            {"topic": "data", "share": 28}""")
    record Section(
            @Schema(description = "The path of a topic of the bank; questions below it are drawn from too") @Nullable
            String topic,

            @Schema(description = "How many questions, 1 to 1000") @Nullable
            Integer count,

            @Schema(
                    description = "Per cent of `questions`, above 0, with at most 4 decimals; all shares sum to 100."
                            + " Whole numbers come of it by largest remainders.")
            @Nullable
            BigDecimal share) {}

    @Schema(name = "BlueprintRequestScale", example = """
            {"min": 100, "max": 1000}""")
    record Scale(
            @Schema(description = "What no right answer gives, 0 to 1000000") @Nullable
            Integer min,

            @Schema(description = "What full credit gives, above min, to 1000000") @Nullable
            Integer max) {}
}
