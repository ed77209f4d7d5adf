package io.gradeflow.analytics.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;

/**
 * What a table holds otherwise than a replay of the log.
 *
 * @param live how many of its rows the replay doesn't have
 * @param replayed how many rows of the replay it doesn't have
 * @param examples some of them
 */
record Difference(@Schema(example = "question_rollup") String table, long live, long replayed, List<Example> examples) {

    private static final int EXAMPLES = 20;

    /** @param side {@code live} or {@code replayed} */
    record Example(@Schema(example = "live") String side, JsonNode row) {}

    /** Within a transaction whose snapshot shows both at the same point of the log. */
    static List<Difference> find(Handle handle, String live, String replayed) {
        List<Difference> found = new ArrayList<>();
        for (DerivedTable table : DerivedTable.ALL) {
            of(handle, table, live, replayed).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Difference> of(Handle handle, DerivedTable table, String live, String replayed) {
        List<Example> examples = new ArrayList<>();
        long onlyLive = surplus(handle, table, live, replayed, "live", examples);
        long onlyReplayed = surplus(handle, table, replayed, live, "replayed", examples);
        return onlyLive + onlyReplayed == 0
                ? Optional.empty()
                : Optional.of(new Difference(table.name(), onlyLive, onlyReplayed, List.copyOf(examples)));
    }

    private static long surplus(
            Handle handle, DerivedTable table, String one, String other, String side, List<Example> examples) {
        long[] surplus = {0};
        handle.createQuery("""
                        WITH surplus AS (
                            SELECT * FROM %1$s WHERE %3$s EXCEPT SELECT * FROM %2$s WHERE %3$s)
                        SELECT count(*) OVER () AS surplus, to_jsonb(surplus) AS row FROM surplus LIMIT :examples
                        """.formatted(table.in(one), table.in(other), table.meaning()))
                .bind("examples", EXAMPLES)
                .map((row, context) -> {
                    surplus[0] = row.getLong("surplus");
                    return new Example(side, Json.read(row.getString("row")));
                })
                .forEach(examples::add);
        return surplus[0];
    }
}
