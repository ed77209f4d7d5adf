package io.gradeflow.question.formats.table;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table with headings and a question a row, apart by commas, semicolons, tabs or {@code |}. */
public final class TableReader implements QuestionReader {

    private int number;

    /** Whether the headings of a file say that it is such a table. */
    public static boolean reads(Upload file) throws IOException {
        try (Table table = new Table(file)) {
            return table.columns().holdQuestions();
        }
    }

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (Table table = new Table(file)) {
            List<Problem> waiting = unknownColumns(table.columns());
            for (Optional<Table.Row> row = table.next(); row.isPresent(); row = table.next()) {
                List<String> cells = row.get().cells();
                if (cells == null || cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    sink.block(block(table.columns(), row.get(), waiting));
                    waiting.clear();
                }
            }
        }
    }

    private static List<Problem> unknownColumns(Columns columns) {
        List<Problem> problems = new ArrayList<>();
        if (!columns.unknown().isEmpty()) {
            problems.add(Problem.warning(
                    "unknown-field",
                    1,
                    "The columns " + String.join(", ", columns.unknown()) + " are unknown and were ignored."));
        }
        return problems;
    }

    private Block block(Columns columns, Table.Row row, List<Problem> waiting) {
        List<Problem> problems = new ArrayList<>(waiting);
        Drafting drafting = new Drafting(row.line(), problems);
        List<String> cells = row.cells();
        Optional<Draft> draft = cells == null
                ? drafting.fault(
                        "malformed-csv",
                        "The row can't be read: a quote is not closed, or stands within a cell without being doubled.")
                : new TableQuestion(columns, cells, drafting).draft();
        return new Block(++number, row.line(), draft.orElse(null), problems);
    }
}
