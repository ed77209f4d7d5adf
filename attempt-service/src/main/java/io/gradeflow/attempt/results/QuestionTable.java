package io.gradeflow.attempt.results;

import io.gradeflow.attempt.ResponseView;
import io.gradeflow.platform.http.CsvTable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                "explanation",
                "kind",
                "response");
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
                    question.explanation(),
                    question.kind(),
                    cell(question.response()));
        }
        return table;
    }

    /** Choices by their ids, what was typed as it was typed, pairs as {@code 1=C 2=A}. */
    private static @Nullable Object cell(@Nullable ResponseView response) {
        if (response == null) {
            return null;
        }
        return Stream.of(
                        response.choices(),
                        response.text(),
                        response.number(),
                        response.pairs() == null ? null : response.pairs().entrySet(),
                        response.order())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
