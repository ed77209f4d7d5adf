package io.gradeflow.attempt.results;

import io.gradeflow.platform.http.CsvTable;
import java.util.List;

/** The questions of results as a table. */
final class QuestionTable {

    private QuestionTable() {}

    static CsvTable of(List<ResultView.Question> questions) {
        CsvTable table = new CsvTable(
                "position",
                "questionId",
                "revision",
                "stem",
                "choices",
                "status",
                "flagged",
                "elapsedMillis",
                "scored",
                "score",
                "maximum",
                "correct",
                "correctChoices",
                "explanation");
        for (ResultView.Question question : questions) {
            table.row(
                    question.position(),
                    question.questionId(),
                    question.revision(),
                    question.stem(),
                    question.choices(),
                    question.status(),
                    question.flagged(),
                    question.elapsedMillis(),
                    question.scored(),
                    question.score(),
                    question.maximum(),
                    question.correct(),
                    question.correctChoices(),
                    question.explanation());
        }
        return table;
    }
}
