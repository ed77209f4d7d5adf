package io.gradeflow.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Imports through the API, as anybody would. */
final class FileImport {

    private static final String FILE = "application/octet-stream";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Api api;
    private final String bank;

    FileImport(Api api, String bank) {
        this.api = api;
        this.bank = bank;
    }

    /** @return whether the bank had to be created */
    boolean createBankIfMissing(String title) {
        if (api.get("/banks/" + encoded(bank)).status() != 404) {
            return false;
        }
        Api.Answer created = api.post("/banks", Map.of("slug", bank, "title", title));
        if (created.status() != 409) {
            created.orFail();
        }
        return true;
    }

    void putTopics(Path taxonomy) {
        requireFile(taxonomy);
        api.sendFile("PUT", "/banks/" + encoded(bank) + "/topics", "application/yaml", taxonomy)
                .orFail();
    }

    /** A file {@code associate.json} is the blueprint {@code associate}. */
    void putBlueprint(Path file) {
        requireFile(file);
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        api.sendFile("PUT", "/banks/" + encoded(bank) + "/blueprints/" + encoded(name), "application/json", file)
                .orFail();
    }

    /** @return the report of the API */
    JsonNode importFile(Path file, String format, boolean dryRun) {
        return send(file, format, dryRun).orFail();
    }

    Api.Answer send(Path file, String format, boolean dryRun) {
        requireFile(file);
        String path = "/banks/" + encoded(bank) + "/imports?format=" + encoded(format) + "&dryRun=" + dryRun;
        Api.Answer answer = api.sendFile("POST", path, FILE, file);
        boolean tooLarge =
                answer.status() == 413 && answer.body().path("code").asText().equals("import-too-large");
        return tooLarge
                ? followed(api.sendFile("POST", path, Map.of("Content-Type", FILE, "Prefer", "respond-async"), file))
                : answer;
    }

    /** Of an import that goes on after its answer, the report that one gives that doesn't. */
    private Api.Answer followed(Api.Answer accepted) {
        String job = "/imports/" + accepted.orFail().path("id").asText();
        JsonNode now = accepted.body();
        while (!now.hasNonNull("endedAt")) {
            pause();
            now = api.get(job).orFail();
        }
        if (!now.path("state").asText().equals("done")) {
            ObjectNode problem = JsonNodeFactory.instance.objectNode();
            problem.put("title", "The import " + now.path("state").asText());
            problem.set("detail", now.path("problem").path("detail"));
            return new Api.Answer(409, problem);
        }
        ObjectNode report = now.deepCopy();
        report.setAll((ObjectNode) now.path("counts"));
        ArrayNode questions = report.putArray("questions");
        String cursor = "";
        do {
            JsonNode page = api.get(job + "/questions?limit=1000" + cursor).orFail();
            page.path("items").forEach(questions::add);
            cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return new Api.Answer(200, report);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Launcher.UserException("Interrupted; the import goes on.");
        }
    }

    /** What an empty bank would say of a file, a problem where it is none. */
    static Api.Answer check(Api api, Path file, String format) {
        requireFile(file);
        return api.sendFile("POST", "/imports/check?format=" + encoded(format), FILE, file);
    }

    static void requireFile(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Launcher.UserException("There is no file " + file + " that can be read.");
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
