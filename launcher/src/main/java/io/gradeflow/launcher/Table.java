package io.gradeflow.launcher;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;

/** Rows of text in columns as wide as their content. */
public final class Table {

    private static final int GAP = 2;

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(headings);
    }

    public void row(String... cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        String[] headings = rows.getFirst();
        Column[] columns = new Column[headings.length];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            int width =
                    rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
            columns[i] = new Column(width + (i == 0 ? 0 : GAP) + 1, i == 0 ? 0 : GAP, Column.Overflow.SPAN);
        }
        Help.TextTable table = Help.TextTable.forColumns(Help.defaultColorScheme(Help.Ansi.OFF), columns);
        rows.forEach(table::addRowValues);
        return table.toString();
    }
}
