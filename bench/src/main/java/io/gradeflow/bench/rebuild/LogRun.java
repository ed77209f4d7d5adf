package io.gradeflow.bench.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.bench.facts.Work;
import io.gradeflow.bench.system.Api;
import io.gradeflow.bench.system.CpuMeter;
import io.gradeflow.bench.system.MeasuredSystem;
import io.gradeflow.bench.system.Replay;

/**
 * A replay of the log by analytics-service that came to its end.
 *
 * @param work the records it read, from the moment before it was asked for until its end was seen
 * @param status as the service tells it
 * @param told all that it tells
 */
record LogRun(Work work, String status, JsonNode told) {

    /** @param path below {@code /api/v1/analytics} that asks for it */
    static LogRun of(MeasuredSystem system, Api api, String admin, String path) {
        CpuMeter meter = CpuMeter.start(system);
        JsonNode run = Replay.run(api, admin, path);
        return new LogRun(
                Work.since(meter, run.path("recordsRead").asLong()),
                run.path("status").asText(),
                run);
    }
}
