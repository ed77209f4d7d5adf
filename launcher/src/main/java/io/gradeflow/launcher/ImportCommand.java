package io.gradeflow.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Import files of questions. Exits 1 if any question was rejected; the others are in.")
final class ImportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of questions; see docs/formats.md for the formats.")
    private List<Path> files = List.of();

    @Option(names = "--bank", required = true, description = "The bank's slug; a new one is created.")
    private String bank = "";

    @Option(names = "--title", description = "The title of a new bank (default: its slug).")
    private @Nullable String title;

    @Option(names = "--topics", description = "The bank's taxonomy, put in place before the files.")
    private @Nullable Path topics;

    @Option(names = "--format", defaultValue = "auto", description = "auto (default), or the name of a format.")
    private String format = "auto";

    @Option(names = "--dry-run", description = "Print the verdicts and change nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        files.forEach(FileImport::requireFile);
        if (topics != null) {
            FileImport.requireFile(topics);
        }
        Api api = new Local().api("import", "author");
        FileImport target = new FileImport(api, bank);
        if (dryRun && api.get("/banks/" + FileImport.encoded(bank)).status() == 404) {
            throw new Launcher.UserException(
                    "There is no bank " + bank + " to try the import on, and --dry-run creates none.");
        }
        if (!dryRun) {
            target.createBankIfMissing(title == null ? bank : title);
            if (topics != null) {
                target.putTopics(topics);
            }
        }
        int rejected = 0;
        for (Path file : files) {
            JsonNode report = target.importFile(file, format, dryRun);
            rejected += report.path("rejected").asInt();
            print(file, report);
        }
        return rejected == 0 ? 0 : 1;
    }

    private void print(Path file, JsonNode report) {
        Table table = new Table("where", "question", "verdict", "topics", "remarks");
        for (JsonNode question : report.path("questions")) {
            StringBuilder remarks = new StringBuilder();
            for (JsonNode problem : question.path("problems")) {
                remarks.append(remarks.isEmpty() ? "" : "; ")
                        .append(problem.path("severity").asText())
                        .append(": ")
                        .append(problem.path("message").asText());
            }
            String id = question.path("externalId").asText("");
            table.row(
                    file + ":" + question.path("line").asInt(),
                    question.path("number").asText() + (id.isEmpty() ? "" : " " + id),
                    question.path("status").asText(),
                    topics(question),
                    remarks.toString());
        }
        System.out.print(table);
        System.out.printf(
                "%s%s: %d imported, %d updated, %d unchanged, %d rejected, %d untagged (%s)%n%n",
                dryRun ? "dry run of " : "",
                file,
                report.path("imported").asInt(),
                report.path("updated").asInt(),
                report.path("unchanged").asInt(),
                report.path("rejected").asInt(),
                report.path("untagged").asInt(),
                report.path("format").asText());
    }

    private static String topics(JsonNode question) {
        StringBuilder paths = new StringBuilder();
        question.path("topics")
                .forEach(path -> paths.append(paths.isEmpty() ? "" : ", ").append(path.asText()));
        return paths.isEmpty() && !question.path("status").asText().equals("rejected")
                ? "(untagged)"
                : paths.toString();
    }
}
