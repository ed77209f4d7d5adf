package io.gradeflow.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.wrapped.ProgressBarWrappedInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "responses",
        description = "Load what was answered in another system. Exits 1 if any line was bad; the others are in.")
final class ResponsesCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "JSON Lines, or a table where it is named *.csv; see docs/history.md.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        files.forEach(FileImport::requireFile);
        Api api = new Local().api("import", "admin");
        long bad = 0;
        for (Path file : files) {
            JsonNode report = load(api, file);
            bad += report.path("bad").asLong();
            print(file, report);
        }
        return bad == 0 ? 0 : 1;
    }

    private static JsonNode load(Api api, Path file) {
        boolean table = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(String.valueOf(file.getFileName()))
                .setInitialMax(Files.size(file))
                .setUnit(" kB", 1000)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .build()) {
            Api.Answer answer =
                    api.postStream("/responses", table ? "text/csv" : "application/x-ndjson", () -> opened(file, bar));
            if (answer == null) {
                throw new Launcher.UserException("Loading " + file
                        + " broke off. What was stored stays; run the same again, which stores nothing twice.");
            }
            return answer.orFail();
        } catch (IOException e) {
            throw new Launcher.UserException("Can't read " + file + ".");
        }
    }

    private static InputStream opened(Path file, ProgressBar bar) {
        try {
            return new ProgressBarWrappedInputStream(Files.newInputStream(file), bar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(Path file, JsonNode report) {
        JsonNode verdicts = report.path("verdicts");
        if (!verdicts.isEmpty()) {
            Table table = new Table("where", "response", "field", "remark");
            for (JsonNode verdict : verdicts) {
                table.row(
                        file + ":" + verdict.path("line").asInt(),
                        verdict.path("externalId").asText(""),
                        verdict.path("field").asText(""),
                        verdict.path("message").asText());
            }
            System.out.print(table);
        }
        System.out.printf(
                "%s: %d lines, %d stored in %d attempts, %d repeated, %d bad%s%n%n",
                file,
                report.path("lines").asLong(),
                report.path("stored").asLong(),
                report.path("attempts").asLong(),
                report.path("repeated").asLong(),
                report.path("bad").asLong(),
                report.path("bad").asLong() > verdicts.size() ? " (the first " + verdicts.size() + " are shown)" : "");
    }
}
