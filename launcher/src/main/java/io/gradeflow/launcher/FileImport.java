package io.gradeflow.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Imports through the API, as anybody would. */
final class FileImport {

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
        return api.sendFile(
                "POST",
                "/banks/" + encoded(bank) + "/imports?format=" + encoded(format) + "&dryRun=" + dryRun,
                "application/octet-stream",
                file);
    }

    /** What an empty bank would say of a file, a problem where it is none. */
    static Api.Answer check(Api api, Path file, String format) {
        requireFile(file);
        return api.sendFile("POST", "/imports/check?format=" + encoded(format), "application/octet-stream", file);
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
