package io.gradeflow.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows as a Markdown table whose columns are as wide as their content, so that it reads well as plain text too. */
public final class MarkdownTable {

    private MarkdownTable() {}

    public static String of(List<Row> rows) {
        Set<String> headings = rows.stream()
                .flatMap(row -> row.figures().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("", headings.stream().toList()));
        for (Row row : rows) {
            lines.add(line(
                    row.label(),
                    headings.stream()
                            .map(heading -> row.figures().get(heading))
                            .map(figure -> figure == null ? "" : figure.toString())
                            .toList()));
        }
        int[] widths = new int[headings.size() + 1];
        for (int column = 0; column < widths.length; column++) {
            int index = column;
            widths[column] = lines.stream()
                    .mapToInt(line -> line.get(index).length())
                    .max()
                    .orElse(0);
        }
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            append(table, lines.get(i), widths);
            if (i == 0) {
                appendRule(table, widths);
            }
        }
        return table.toString();
    }

    private static List<String> line(String label, List<String> cells) {
        List<String> line = new ArrayList<>(List.of(label));
        line.addAll(cells);
        return line;
    }

    private static void append(StringBuilder table, List<String> line, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String cell = line.get(column);
            String gap = " ".repeat(widths[column] - cell.length());
            table.append("| ").append(column == 0 ? cell + gap : gap + cell).append(' ');
        }
        table.append("|\n");
    }

    private static void appendRule(StringBuilder table, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String dashes = "-".repeat(widths[column] + 1);
            table.append('|').append(column == 0 ? dashes + "-" : dashes + ":");
        }
        table.append("|\n");
    }
}
