package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.items.Proportion;
import io.gradeflow.analytics.population.ItemId;
import io.gradeflow.analytics.readiness.ReadinessView.AbilityView;
import io.gradeflow.platform.http.CsvTable;

/** Readiness, abilities, difficulties and forecasts as tables. */
final class ReadinessTables {

    private ReadinessTables() {}

    /** A row a blueprint. */
    static CsvTable ofExams(ReadinessView view) {
        CsvTable table =
                new CsvTable("blueprint", "title", "passMark", "chance", "low", "high", "n", "calibrated", "withheld");
        view.exams()
                .forEach(exam -> table.row(
                        exam.blueprint(),
                        exam.title(),
                        exam.passMark(),
                        exam.chance(),
                        exam.low(),
                        exam.high(),
                        exam.n(),
                        exam.calibrated(),
                        exam.withheld()));
        return table;
    }

    /** A row a topic, that of everything together first, without a topic. */
    static CsvTable ofTopics(ReadinessView view) {
        CsvTable table = new CsvTable("topic", "title", "ability", "standardError", "n");
        AbilityView all = view.ability();
        if (all != null) {
            table.row(null, null, all.estimate(), all.standardError(), all.n());
        }
        view.topics()
                .forEach(topic -> table.row(
                        topic.topic(),
                        topic.title(),
                        topic.ability().estimate(),
                        topic.ability().standardError(),
                        topic.ability().n()));
        return table;
    }

    /** A row an item, those without a difficulty at the end. */
    static CsvTable ofDifficulties(CalibrationView view) {
        CsvTable table = new CsvTable(
                "question", "revision", "difficulty", "standardError", "n", "right", "partial", "withheld");
        view.difficulties().forEach(difficulty -> {
            ItemId item = ItemId.parse(difficulty.item());
            table.row(
                    item.question(),
                    item.revision(),
                    difficulty.difficulty(),
                    difficulty.standardError(),
                    difficulty.n(),
                    difficulty.right(),
                    difficulty.partial(),
                    null);
        });
        view.leftOut().forEach(left -> {
            ItemId item = ItemId.parse(left.item());
            table.row(item.question(), item.revision(), null, null, left.n(), left.right(), null, left.text());
        });
        return table;
    }

    /** A row a tenth of the chances, of each blueprint. */
    static CsvTable ofForecasts(CalibrationView view) {
        CsvTable table = new CsvTable("blueprint", "from", "to", "n", "meanChance", "passed", "low", "high", "agrees");
        view.forecasts()
                .forEach(exam -> exam.table().tenths().forEach(tenth -> {
                    Proportion passed = tenth.passed();
                    table.row(
                            exam.blueprint(),
                            tenth.from(),
                            tenth.to(),
                            tenth.n(),
                            tenth.meanChance(),
                            passed == null ? null : passed.share(),
                            passed == null ? null : passed.low(),
                            passed == null ? null : passed.high(),
                            tenth.agrees());
                }));
        return table;
    }
}
