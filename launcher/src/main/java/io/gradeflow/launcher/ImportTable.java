package io.gradeflow.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of many files, a row each. */
final class ImportTable {

    private final Table table =
            new Table("file", "format", "questions", "imported", "rejected", "warnings", "why not, or what to look at");
    private int questions;
    private int imported;
    private int rejected;
    private int warnings;
    private int refused;

    /** @return how much of the file was not taken: questions, or the file itself */
    int add(Path file, Api.Answer answer) {
        if (answer.status() / 100 != 2) {
            refused++;
            table.row(
                    file.toString(),
                    "–",
                    "–",
                    "–",
                    "–",
                    "–",
                    answer.body().path("detail").asText("refused"));
            return 1;
        }
        JsonNode report = answer.body();
        Map<String, Integer> codes = new TreeMap<>();
        int warned = 0;
        for (JsonNode question : report.path("questions")) {
            for (JsonNode problem : question.path("problems")) {
                codes.merge(problem.path("code").asText(), 1, Integer::sum);
                warned += problem.path("severity").asText().equals("warning") ? 1 : 0;
            }
        }
        int bad = report.path("rejected").asInt();
        int all = report.path("questions").size();
        table.row(
                file.toString(),
                report.path("format").asText(),
                "" + all,
                "" + (all - bad),
                "" + bad,
                "" + warned,
                codes.entrySet().stream()
                        .map(code -> code.getKey() + " " + code.getValue())
                        .collect(Collectors.joining(", ")));
        questions += all;
        imported += all - bad;
        rejected += bad;
        warnings += warned;
        return bad;
    }

    @Override
    public String toString() {
        return table
                + "\n%d questions: %d imported, %d rejected; %d warnings, %d files refused%n"
                        .formatted(questions, imported, rejected, warnings, refused);
    }
}
