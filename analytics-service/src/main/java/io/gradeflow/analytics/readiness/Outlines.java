package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.ExamOutline;
import io.gradeflow.analytics.ability.ExamOutline.Section;
import io.gradeflow.analytics.catalog.ExamBlueprint;
import io.gradeflow.analytics.catalog.QuestionsBelow;
import io.gradeflow.analytics.population.ItemId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What exams may ask now: each section any question that can be asked and stands below its topic. */
final class Outlines {

    /** Items of a bank that can be asked, in one order, by the topics that they stand in or below. */
    private final Map<String, List<String>> pools;

    private Outlines(Map<String, List<String>> pools) {
        this.pools = pools;
    }

    static Outlines of(Handle handle, UUID bank) {
        return new Outlines(handle
                .createQuery("SELECT path, question_id, revision FROM (" + QuestionsBelow.SQL
                        + ") AS below WHERE NOT retired ORDER BY path, question_id")
                .bind("bank", bank)
                .map((row, context) -> Map.entry(
                        row.getString("path"),
                        new ItemId(row.getObject("question_id", UUID.class), row.getInt("revision")).toString()))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    ExamOutline of(ExamBlueprint blueprint) {
        return new ExamOutline(
                blueprint.sections().stream()
                        .map(section -> new Section(
                                section.topic(), section.questions(), pools.getOrDefault(section.topic(), List.of())))
                        .toList(),
                blueprint.scoring());
    }
}
