package io.gradeflow.analytics.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gradeflow.analytics.facts.TimeHistogram;
import java.math.BigDecimal;
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
                        SELECT count(*) OVER () AS surplus, %4$s AS row FROM surplus LIMIT :examples
                        """.formatted(table.in(one), table.in(other), table.meaning(), table.shown("surplus")))
                .bind("examples", EXAMPLES)
                .map((row, context) -> {
                    surplus[0] = row.getLong("surplus");
                    return new Example(side, legible(Json.read(row.getString("row"))));
                })
                .forEach(examples::add);
        return surplus[0];
    }

    /** A number that is a histogram of times is told as its buckets with their counts, if it is one; it may be falsified. */
    private static JsonNode legible(JsonNode row) {
        if (row instanceof ObjectNode columns && columns.get(DerivedTable.TIMES) instanceof TextNode number) {
            try {
                columns.set(DerivedTable.TIMES, Json.tree(TimeHistogram.counts(new BigDecimal(number.textValue()))));
            } catch (IllegalArgumentException e) {
                columns.put(DerivedTable.TIMES, "no histogram: " + number.textValue());
            }
        }
        return row;
    }
}
