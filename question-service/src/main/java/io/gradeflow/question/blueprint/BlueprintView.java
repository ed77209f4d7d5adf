package io.gradeflow.question.blueprint;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A blueprint, and what the bank has for it now. */
@Schema(name = "Blueprint", example = """
        {"name": "associate", "title": "Full-length practice exam",
         "sections": [{"topic": "data", "share": 28, "count": 14, "available": 20},
                      {"topic": "model-development", "share": 26, "count": 13, "available": 29},
                      {"topic": "deployment", "share": 22, "count": 11, "available": 17},
                      {"topic": "operations", "share": 24, "count": 12, "available": 19}],
         "questions": 50, "unscored": 15, "minutes": 130, "passMark": 720,
         "scale": {"min": 100, "max": 1000, "label": "practice scale, not equated"}, "sittingOnly": false,
         "fillable": true}""")
record BlueprintView(
        String name,
        String title,
        List<Section> sections,

        @Schema(description = "How many questions count for the score: the sum of the sections' counts")
        int questions,

        @Schema(description = "How many more are drawn from the sections' topics and count for no score")
        int unscored,

        @Schema(description = "From start to deadline") int minutes,

        @Schema(description = "On the scale") int passMark,

        Scale scale,

        @Schema(description = "Whether it is for sittings alone; learners are not shown such a blueprint")
        boolean sittingOnly,

        @Schema(
                description = "Whether the bank's present questions suffice: every section gets its count, no question"
                        + " stands in the paper twice, and enough are left for the unscored ones")
        boolean fillable) {

    @Schema(name = "BlueprintSection")
    record Section(
            @Schema(description = "The path that the topic has now")
            String topic,

            @Schema(description = "Per cent, where the author gave a share") @Nullable
            BigDecimal share,

            @Schema(description = "How many questions are drawn; of shares, by largest remainders")
            int count,

            @Schema(
                    description = "How many questions the topic and those below it have now. A question that belongs to"
                            + " several sections' topics is counted in each of them, though a paper has it once;"
                            + " `fillable` looks at that.")
            int available) {}

    @Schema(name = "BlueprintScale")
    record Scale(
            @Schema(description = "What no right answer gives")
            int min,

            @Schema(description = "What full credit gives") int max,

            @Schema(
                    description =
                            "What the scale is worth: a straight line from min to max, not adjusted for how hard the"
                                    + " questions of a paper are, as the scales of real exams are",
                    example = LABEL)
            String label) {}

    private static final String LABEL = "practice scale, not equated";

    static BlueprintView of(Blueprint blueprint, List<Supply> supply) {
        List<Blueprint.Section> sections = blueprint.sections();
        return new BlueprintView(
                blueprint.name(),
                blueprint.title(),
                sections.stream()
                        .map(section -> new Section(
                                section.topic(), section.share(), section.count(), Coverage.available(section, supply)))
                        .toList(),
                blueprint.questions(),
                blueprint.unscored(),
                blueprint.minutes(),
                blueprint.passMark(),
                new Scale(blueprint.scale().min(), blueprint.scale().max(), LABEL),
                blueprint.sittingOnly(),
                Coverage.isEnough(sections, blueprint.unscored(), supply));
    }
}
