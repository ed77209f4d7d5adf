package io.gradeflow.question.blueprint;

import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a bank can fill a blueprint now, and how many questions are missing where. */
@Schema(name = "Coverage", example = """
        {"blueprint": "associate", "fillable": false, "missing": 4,
         "sections": [{"topic": "data", "count": 14, "available": 20, "missing": 0},
                      {"topic": "operations", "count": 12, "available": 11, "missing": 1}],
         "unscored": {"count": 15, "missing": 3}}""")
record CoverageView(
        String blueprint,

        @Schema(description = "Whether nothing is missing") boolean fillable,

        @Schema(
                description =
                        "How many questions are missing in all, as few as can be: with so many more, in the topics of the"
                                + " sections that lack them, exams can be composed")
        int missing,

        List<Section> sections,
        Unscored unscored) {

    @Schema(name = "SectionCoverage")
    record Section(
            String topic,

            @Schema(description = "How many questions the section needs")
            int count,

            @Schema(
                    description =
                            "How many questions the topic and those below it have, for all sections that draw on them")
            int available,

            @Schema(
                    description =
                            "By how many the section falls short. Where sections draw on the same questions, an earlier one"
                                    + " has them first, as far as that leaves fewest missing in all")
            int missing) {}

    /** @param missing how many questions more are needed in the sections' topics, beside those that the sections lack */
    @Schema(name = "UnscoredCoverage")
    record Unscored(int count, int missing) {}

    static CoverageView of(Blueprint blueprint, List<Supply> supply) {
        List<Blueprint.Section> sections = blueprint.sections();
        Coverage.Shortfall shortfall = Coverage.shortfall(sections, blueprint.unscored(), supply);
        return new CoverageView(
                blueprint.name(),
                shortfall.total() == 0,
                shortfall.total(),
                IntStream.range(0, sections.size())
                        .mapToObj(i -> new Section(
                                sections.get(i).topic(),
                                sections.get(i).count(),
                                Coverage.available(sections.get(i), supply),
                                shortfall.sections().get(i)))
                        .toList(),
                new Unscored(blueprint.unscored(), shortfall.unscored()));
    }
}
