package io.gradeflow.attempt.results;

import io.gradeflow.platform.http.CsvTable;
import java.util.List;

/** Attempts as a table. */
final class HistoryTable {

    private HistoryTable() {}

    static CsvTable of(List<HistoryItem> items) {
        CsvTable table = new CsvTable(
                "id",
                "learnerId",
                "learnerName",
                "bank",
                "mode",
                "blueprint",
                "preview",
                "status",
                "startedAt",
                "deadline",
                "finishedAt",
                "questions",
                "answered",
                "score",
                "maximum",
                "scaledScore",
                "passed",
                "provisional");
        for (HistoryItem item : items) {
            table.row(
                    item.id(),
                    item.learnerId(),
                    item.learnerName(),
                    item.bank(),
                    item.mode(),
                    item.blueprint(),
                    item.preview(),
                    item.status(),
                    item.startedAt(),
                    item.deadline(),
                    item.finishedAt(),
                    item.questions(),
                    item.answered(),
                    item.score(),
                    item.maximum(),
                    item.scaledScore(),
                    item.passed(),
                    item.provisional());
        }
        return table;
    }
}
