package io.gradeflow.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Import files of questions. Exits 1 if any question was rejected; the others are in.")
final class ImportCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Files of questions, or folders of them, of which a table is printed; see docs/formats.md for the"
                            + " formats.")
    private List<Path> files = List.of();

    @Option(names = "--bank", description = "The bank's slug; a new one is created. --dry-run does without.")
    private @Nullable String bank;

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
        boolean folders = files.stream().anyMatch(Files::isDirectory);
        List<Path> found = found();
        if (topics != null) {
            FileImport.requireFile(topics);
        }
        if (bank == null && !dryRun) {
            throw new Launcher.UserException("Name the bank with --bank SLUG, or try the files with --dry-run.");
        }
        Api api = new Local().api("import", "author");
        FileImport target = bank == null ? null : prepared(api, bank);
        ImportTable table = new ImportTable(bank != null);
        int bad = 0;
        for (Path file : found) {
            Api.Answer answer =
                    target == null ? FileImport.check(api, file, format) : target.send(file, format, dryRun);
            if (folders) {
                bad += table.add(file, answer);
            } else {
                JsonNode report = answer.orFail();
                bad += report.path("rejected").asInt();
                print(file, report);
            }
        }
        if (folders) {
            System.out.print(table);
        }
        return bad == 0 ? 0 : 1;
    }

    /** The files of folders in the order of their names, without hidden ones. */
    private List<Path> found() {
        List<Path> found = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isDirectory(file)) {
                FileImport.requireFile(file);
                found.add(file);
                continue;
            }
            try (Stream<Path> beneath = Files.walk(file)) {
                beneath.filter(Files::isRegularFile)
                        .filter(one -> !file.relativize(one).toString().matches("(?:.*[/\\\\])?\\..*"))
                        .sorted()
                        .forEach(found::add);
            } catch (IOException e) {
                throw new Launcher.UserException("Can't read the folder " + file + ".");
            }
        }
        return found;
    }

    private FileImport prepared(Api api, String slug) {
        FileImport target = new FileImport(api, slug);
        if (dryRun && api.get("/banks/" + FileImport.encoded(slug)).status() == 404) {
            throw new Launcher.UserException("There is no bank " + slug
                    + " to try the import on, and --dry-run creates none. Leave --bank out to try the files"
                    + " without one.");
        }
        if (!dryRun) {
            target.createBankIfMissing(title == null ? slug : title);
            if (topics != null) {
                target.putTopics(topics);
            }
        }
        return target;
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
            String inner = question.path("file").asText("");
            table.row(
                    file + (inner.isEmpty() ? "" : "/" + inner) + ":"
                            + question.path("line").asInt(),
                    question.path("number").asText() + (id.isEmpty() ? "" : " " + id),
                    question.path("status").asText(),
                    topics(question),
                    remarks.toString());
        }
        System.out.print(table);
        System.out.printf(
                "%s%s: %d imported, %d updated, %d unchanged, %d rejected, %d untagged (%s%s)%n%n",
                dryRun ? "dry run of " : "",
                file,
                report.path("imported").asInt(),
                report.path("updated").asInt(),
                report.path("unchanged").asInt(),
                report.path("rejected").asInt(),
                report.path("untagged").asInt(),
                report.path("format").asText(),
                report.hasNonNull("encoding") ? ", " + report.path("encoding").asText() : "");
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
