package io.gradeflow.analytics.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradeflow.platform.http.CsvTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Proofs and rebuilds as tables. */
final class ProofTables {

    private ProofTables() {}

    /** A row a run. */
    static CsvTable ofRuns(List<ProofRun> runs) {
        CsvTable table = new CsvTable(
                "id",
                "kind",
                "status",
                "requestedAt",
                "startedAt",
                "finishedAt",
                "records",
                "recordsRead",
                "tablesThatDiffer",
                "detail");
        runs.forEach(run -> table.row(
                run.id(),
                run.kind(),
                run.status(),
                run.requestedAt(),
                run.startedAt(),
                run.finishedAt(),
                run.records(),
                run.recordsRead(),
                run.differences() == null ? null : run.differences().size(),
                run.detail()));
        return table;
    }

    /** A row a table that differs. */
    static CsvTable ofDifferences(ProofRun run) {
        CsvTable table = new CsvTable("table", "live", "replayed");
        elements(run.differences())
                .forEach(difference -> table.row(
                        difference.path("table").asText(),
                        difference.path("live").asLong(),
                        difference.path("replayed").asLong()));
        return table;
    }

    /** A row an example of a row that differs, as JSON. */
    static CsvTable ofExamples(ProofRun run) {
        CsvTable table = new CsvTable("table", "side", "row");
        for (JsonNode difference : elements(run.differences())) {
            difference
                    .path("examples")
                    .forEach(example -> table.row(
                            difference.path("table").asText(),
                            example.path("side").asText(),
                            example.path("row").toString()));
        }
        return table;
    }

    /** A row a partition. */
    static CsvTable ofOffsets(ProofRun run) {
        CsvTable table = new CsvTable("topic", "partition", "offset");
        if (run.offsets() != null) {
            run.offsets()
                    .properties()
                    .forEach(topic -> topic.getValue()
                            .properties()
                            .forEach(offset -> table.row(
                                    topic.getKey(),
                                    Integer.valueOf(offset.getKey()),
                                    offset.getValue().asLong())));
        }
        return table;
    }

    private static Iterable<JsonNode> elements(@Nullable JsonNode array) {
        return array == null ? List.of() : array;
    }
}
