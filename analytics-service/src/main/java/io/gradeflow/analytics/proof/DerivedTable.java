package io.gradeflow.analytics.proof;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A table whose rows follow from the log of grades and endings, and from nothing else.
 *
 * @param meaning SQL: which rows mean something. One that sums up to nothing means the same as none.
 * @param hasTimes whether it has a histogram of times
 */
record DerivedTable(String name, String meaning, boolean hasTimes) {

    private static final String SUMS = "(answers, correct, score, maximum, times) <> (0, 0, 0, 0, 0)";

    /** In the order in which those who apply grades and endings come to them. */
    static final List<DerivedTable> ALL = List.of(
            new DerivedTable("learner", "true", false),
            new DerivedTable("attempt", "true", false),
            new DerivedTable("answer_fact", "true", false),
            new DerivedTable("question_day_rollup", SUMS, true),
            new DerivedTable("question_rollup", SUMS, true));

    /** The column of a histogram of times. */
    static final String TIMES = "times";

    String in(String schema) {
        return '"' + schema + "\"." + name;
    }

    /** SQL: a row as JSON, in which a histogram is text, since no number of JSON may have so many digits. */
    String shown(String row) {
        return hasTimes
                ? "to_jsonb(%1$s) || jsonb_build_object('%2$s', %1$s.%2$s::text)".formatted(row, TIMES)
                : "to_jsonb(" + row + ")";
    }

    /** Makes it anew and empty in another schema, without keys and indexes. */
    void create(Handle handle, String live, String schema) {
        handle.execute("CREATE TABLE " + in(schema) + " (LIKE " + in(live) + " INCLUDING ALL EXCLUDING INDEXES)");
        // As the migrations left it: LIKE takes over the columns alone.
        options(handle, live).forEach(option -> handle.execute("ALTER TABLE " + in(schema) + " SET (" + option + ')'));
    }

    /** Gives the filled table keys and indexes, by the same names as those of the live one, and lets the planner know it. */
    void complete(Handle handle, String live, String schema) {
        for (String constraint : constraints(handle, live)) {
            handle.execute("ALTER TABLE " + in(schema) + " ADD CONSTRAINT " + constraint);
        }
        for (String index : indexes(handle, live)) {
            handle.execute(index.replace(" ON " + live + '.', " ON \"" + schema + "\"."));
        }
        handle.execute("ANALYZE " + in(schema));
    }

    private List<String> constraints(Handle handle, String live) {
        return list(handle, live, """
                SELECT quote_ident(conname) || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                WHERE conrelid = CAST(:table AS regclass) AND contype IN ('p', 'u')
                ORDER BY conname
                """);
    }

    private List<String> indexes(Handle handle, String live) {
        return list(handle, live, """
                SELECT pg_get_indexdef(indexrelid) FROM pg_index
                WHERE indrelid = CAST(:table AS regclass)
                    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
                ORDER BY 1
                """);
    }

    private List<String> options(Handle handle, String live) {
        return list(handle, live, "SELECT unnest(reloptions) FROM pg_class WHERE oid = CAST(:table AS regclass)");
    }

    private List<String> list(Handle handle, String live, String query) {
        return handle.createQuery(query)
                .bind("table", in(live))
                .mapTo(String.class)
                .list();
    }
}
