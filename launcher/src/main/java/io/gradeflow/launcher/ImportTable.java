package io.gradeflow.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of many files, a row each. */
final class ImportTable {

    private final boolean ofBank;
    private final Table table;
    private int questions;
    private int imported;
    private int updated;
    private int unchanged;
    private int rejected;
    private int warnings;
    private int refused;

    /** @param ofBank whether questions may be those of a bank, which are counted apart from those that are new in it */
    ImportTable(boolean ofBank) {
        this.ofBank = ofBank;
        this.table = new Table(cells(
                "file",
                "format",
                "questions",
                "imported",
                List.of("updated", "unchanged"),
                "rejected",
                "warnings",
                "why not, or what to look at"));
    }

    private String[] cells(
            String file,
            String format,
            String all,
            String taken,
            List<String> known,
            String bad,
            String warned,
            String remarks) {
        Stream<String> ofThose = ofBank ? known.stream() : Stream.of();
        return Stream.of(Stream.of(file, format, all, taken), ofThose, Stream.of(bad, warned, remarks))
                .flatMap(cells -> cells)
                .toArray(String[]::new);
    }

    /** @return how much of the file was not taken: questions, or the file itself */
    int add(Path file, Api.Answer answer) {
        if (answer.status() / 100 != 2) {
            refused++;
            String why = answer.body().path("detail").asText("refused");
            table.row(cells(file.toString(), "–", "–", "–", List.of("–", "–"), "–", "–", why));
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
        int taken = report.path("imported").asInt();
        int changed = report.path("updated").asInt();
        int same = report.path("unchanged").asInt();
        int bad = report.path("rejected").asInt();
        int all = taken + changed + same + bad;
        table.row(cells(
                file.toString(),
                report.path("format").asText(),
                "" + all,
                "" + taken,
                List.of("" + changed, "" + same),
                "" + bad,
                "" + warned,
                codes.entrySet().stream()
                        .map(code -> code.getKey() + " " + code.getValue())
                        .collect(Collectors.joining(", "))));
        questions += all;
        imported += taken;
        updated += changed;
        unchanged += same;
        rejected += bad;
        warnings += warned;
        return bad;
    }

    @Override
    public String toString() {
        String known = ofBank ? "%d updated, %d unchanged, ".formatted(updated, unchanged) : "";
        return table
                + "\n%d questions: %d imported, %s%d rejected; %d warnings, %d files refused%n"
                        .formatted(questions, imported, known, rejected, warnings, refused);
    }
}
