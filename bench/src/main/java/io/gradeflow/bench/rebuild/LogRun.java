package io.gradeflow.bench.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import java.time.Duration;
import java.util.Set;

/**
 * A replay of the log by analytics-service that came to its end.
 *
 * @param work the records it read, from the moment before it was asked for until its end was seen
 * @param status as the service tells it
 * @param told all that it tells
 */
record LogRun(Work work, String status, JsonNode told) {

    private static final Set<String> UNDER_WAY = Set.of("REQUESTED", "RUNNING");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** @param path below {@code /api/v1/analytics} that asks for it */
    static LogRun of(MeasuredSystem system, Api api, String admin, String path) {
        CpuMeter meter = CpuMeter.start(system);
        long begin = System.nanoTime();
        String id = api.call("POST", "/api/v1/analytics/" + path, admin, "application/json", new byte[0])
                .path("id")
                .asText();
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            JsonNode run = api.get("/api/v1/analytics/proofs/" + id, admin);
            String status = run.path("status").asText();
            if (!UNDER_WAY.contains(status)) {
                return new LogRun(
                        new Work(
                                run.path("recordsRead").asLong(),
                                Duration.ofNanos(System.nanoTime() - begin),
                                meter.spent()),
                        status,
                        run);
            }
            Pause.of(BETWEEN_LOOKS);
        }
        throw new BenchException(
                "The run " + id + " has not ended after " + PATIENCE.toMinutes() + " minutes; see its log.");
    }
}
