package io.gradeflow.bench.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import java.time.Duration;
import java.util.Set;

/** Replays of the log by analytics-service: proofs of the figures, and figures made anew. */
public final class Replay {

    private static final Set<String> UNDER_WAY = Set.of("REQUESTED", "RUNNING");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private Replay() {}

    /**
     * Asks for one and waits for its end.
     *
     * @param path below {@code /api/v1/analytics} that asks for it
     * @return all that the service tells of it then
     */
    public static JsonNode run(Api api, String admin, String path) {
        String id = api.call("POST", "/api/v1/analytics/" + path, admin, "application/json", new byte[0])
                .path("id")
                .asText();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            JsonNode run = api.get("/api/v1/analytics/proofs/" + id, admin);
            if (!UNDER_WAY.contains(run.path("status").asText())) {
                return run;
            }
            Pause.of(BETWEEN_LOOKS);
        }
        throw new BenchException(
                "The run " + id + " has not ended after " + PATIENCE.toMinutes() + " minutes; see its log.");
    }
}
