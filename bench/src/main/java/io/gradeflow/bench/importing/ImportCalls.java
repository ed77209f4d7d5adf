package io.gradeflow.bench.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.system.Api;
import java.time.Duration;
import java.util.Map;

/** The calls that import. */
final class ImportCalls {

    private static final String FILE = "application/octet-stream";
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Api api;
    private final String author;
    private int banks;

    ImportCalls(Api api, String author) {
        this.api = api;
        this.author = author;
    }

    /** A new bank's slug. */
    String bank() {
        String slug = "bench-import-" + Long.toString(System.nanoTime(), 36) + "-" + banks++;
        api.call(
                "POST",
                "/api/v1/banks",
                author,
                "application/json",
                ("{\"slug\":\"" + slug + "\",\"title\":\"A bank to import into\"}").getBytes());
        return slug;
    }

    /** The report. */
    JsonNode importFile(String bank, byte[] file) {
        return api.call("POST", "/api/v1/banks/" + bank + "/imports", author, FILE, file);
    }

    JsonNode check(byte[] file) {
        return api.call("POST", "/api/v1/imports/check", author, FILE, file);
    }

    /** Sends a file of which the answer doesn't wait, and waits until it is done; gives the import at its end. */
    JsonNode importAndFollow(String bank, byte[] file) {
        JsonNode job = api.call(
                "POST", "/api/v1/banks/" + bank + "/imports", author, FILE, file, Map.of("Prefer", "respond-async"));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!job.hasNonNull("endedAt")) {
            if (System.nanoTime() > giveUp) {
                throw new BenchException("The import has not ended within " + PATIENCE.toMinutes() + " minutes.");
            }
            Pause.of(PAUSE);
            job = api.get("/api/v1/imports/" + job.path("id").asText(), author);
        }
        return job;
    }
}
