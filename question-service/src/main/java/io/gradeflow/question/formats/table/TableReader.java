package io.gradeflow.question.formats.table;

import io.gradeflow.question.formats.Block;
import io.gradeflow.question.formats.Draft;
import io.gradeflow.question.formats.Drafting;
import io.gradeflow.question.formats.Problem;
import io.gradeflow.question.formats.QuestionReader;
import io.gradeflow.question.formats.Span;
import io.gradeflow.question.formats.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table with headings and a question a row, apart by commas, semicolons, tabs or {@code |}. */
public final class TableReader implements QuestionReader {

    private int number;
    private int zeros;
    private boolean toldOfCounts;

    /** Whether the headings of a file say that it is such a table. */
    public static boolean reads(Upload file) throws IOException {
        try (Table table = new Table(file)) {
            return table.holdsQuestions();
        }
    }

    @Override
    public void read(Upload file, Sink sink) throws IOException {
        try (Table table = new Table(file)) {
            List<Problem> waiting = unknownColumns(table.columns(), table.headingsLine());
            zeros = zeros(file);
            for (Optional<Table.Row> row = table.next(); row.isPresent(); row = table.next()) {
                List<String> cells = row.get().cells();
                if (cells == null || cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    sink.block(block(table.columns(), row.get(), waiting));
                    waiting.clear();
                }
            }
        }
    }

    /** The line in which the number of a choice is 0, so that all numbers of the file may count from there; 0 where there is none. */
    private static int zeros(Upload file) throws IOException {
        try (Table table = new Table(file)) {
            for (Optional<Table.Row> row = table.next(); row.isPresent(); row = table.next()) {
                List<String> cells = row.get().cells();
                if (cells != null
                        && !table.columns().choices(cells).isEmpty()
                        && TableKey.saysZero(table.columns().cell(cells, Columns.Column.CORRECT))) {
                    return row.get().line();
                }
            }
            return 0;
        }
    }

    private static List<Problem> unknownColumns(Columns columns, int line) {
        List<Problem> problems = new ArrayList<>();
        if (!columns.unknown().isEmpty()) {
            problems.add(Problem.warning(
                    "unknown-field",
                    line,
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
                : draft(new TableQuestion(columns, cells, zeros, drafting), drafting);
        return new Block(++number, row.line(), new Span(row.line(), row.last()), draft.orElse(null), problems);
    }

    /** Of numbers that only count, the file is told once. */
    private Optional<Draft> draft(TableQuestion question, Drafting drafting) {
        if (question.isCounted() && !toldOfCounts) {
            toldOfCounts = true;
            drafting.warn(
                    "id-ignored",
                    "Numbers in this column only count the questions and were ignored; call it external id if they are Ids.");
        }
        return question.draft();
    }
}
