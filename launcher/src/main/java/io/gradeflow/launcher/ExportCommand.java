package io.gradeflow.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description =
                "Write a bank to a file, and print what the format can't hold. Exits 1 if a question was left out.")
final class ExportCommand implements Callable<Integer> {

    private static final Map<String, String> FORMATS = formats();

    @Parameters(index = "0", paramLabel = "BANK", description = "The bank's slug.")
    private String bank = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file; one that is there is replaced.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            description =
                    "jsonl, csv, gift, moodle, qti3 or marked (default: by the file's name, as .jsonl, .csv, .gift or"
                            + " .gift.txt, .xml, .zip, .txt or .md).")
    private @Nullable String format;

    @Option(names = "--dry-run", description = "Only print what the format can't hold.")
    private boolean dryRun;

    private static Map<String, String> formats() {
        Map<String, String> formats = new LinkedHashMap<>();
        formats.put(".jsonl", "jsonl");
        formats.put(".csv", "csv");
        formats.put(".gift.txt", "gift");
        formats.put(".gift", "gift");
        formats.put(".xml", "moodle");
        formats.put(".zip", "qti3");
        formats.put(".txt", "marked");
        formats.put(".md", "marked");
        return formats;
    }

    @Override
    public Integer call() {
        String named = format == null ? byName(file) : format;
        Api api = new Local().api("export", "author");
        String path = "/banks/" + FileImport.encoded(bank) + "/export";
        String query = "?format=" + FileImport.encoded(named);
        JsonNode report = api.get(path + "/report" + query).orFail();
        if (!dryRun) {
            Api.Answer refused = api.download(path + query, file);
            if (refused != null) {
                refused.orFail();
            }
        }
        print(report);
        return report.path("leftOut").asInt() == 0 ? 0 : 1;
    }

    private static String byName(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return FORMATS.entrySet().stream()
                .filter(format -> name.endsWith(format.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new Launcher.UserException(
                        "The name " + file + " says no format; name it with --format, or end it in "
                                + String.join(", ", FORMATS.keySet()) + "."));
    }

    private void print(JsonNode report) {
        if (!report.path("questions").isEmpty()) {
            Table table = new Table("question", "", "what the format can't hold");
            for (JsonNode question : report.path("questions")) {
                StringBuilder losses = new StringBuilder();
                question.path("losses")
                        .forEach(loss -> losses.append(losses.isEmpty() ? "" : " ")
                                .append(loss.path("message").asText()));
                String id = question.path("externalId").asText("");
                table.row(
                        question.path("number").asText() + (id.isEmpty() ? "" : " " + id),
                        question.path("leftOut").asBoolean() ? "left out" : "changed",
                        losses.toString());
            }
            System.out.print(table);
        }
        System.out.printf(
                "%s%s: %d whole, %d changed, %d left out (%s)%n",
                dryRun ? "dry run of " : "",
                file,
                report.path("whole").asInt(),
                report.path("changed").asInt(),
                report.path("leftOut").asInt(),
                report.path("format").asText());
    }
}
