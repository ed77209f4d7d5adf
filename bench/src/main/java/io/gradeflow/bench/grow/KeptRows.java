package io.gradeflow.bench.grow;

import io.gradeflow.bench.facts.FilledDatabase;
import io.gradeflow.bench.facts.Indexes;
import io.gradeflow.bench.facts.Sums;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What answers of learners left in the tables of a database, kept aside, and put there again and again as if others had given the same
 * answers on other days: with ids of their own, and in all else as the service wrote them. Meanwhile nothing may be on its way.
 */
final class KeptRows {

    private static final String KEPT = "bench_kept_";
    /** The attempts in an order that is the same in each database. */
    private static final String NUMBERS = KEPT + "number";

    /** Of an attempt: a table with as many rows is filled without indexes. */
    private static final int MANY = 10;

    /** The table that is told of learners rather than of attempts, in either database. */
    private static final String LEARNERS = "learner";

    private final FilledDatabase database;
    /** Columns of each table that has rows, with the SQL of what a copy has in them. */
    private final Map<String, Map<String, String>> tables = new TreeMap<>();
    /** Sums of all facts; empty where there are none. */
    private final List<String> sums;

    private int attempts;

    private KeptRows(Supplier<Connection> connections, List<String> sums) {
        this.database = new FilledDatabase(connections);
        this.sums = sums;
    }

    /** Takes them out of the tables of attempt-service. */
    static KeptRows ofAttempts(Supplier<Connection> database) {
        KeptRows rows = new KeptRows(database, List.of());
        rows.keep(
                "attempt",
                List.of(
                        "attempt",
                        "attempt_progress",
                        "attempt_position",
                        "attempt_journal",
                        "answer",
                        "late_answer",
                        "grade_change"));
        return rows;
    }

    /** Takes them, and all sums of them, out of the tables of analytics-service. */
    static KeptRows ofFigures(Supplier<Connection> database, UUID bank) {
        KeptRows rows = new KeptRows(
                database,
                List.of(
                        "TRUNCATE question_rollup, question_day_rollup",
                        Sums.of("'" + bank + "'::uuid"),
                        "VACUUM (ANALYZE) question_rollup",
                        "VACUUM (ANALYZE) question_day_rollup"));
        rows.keep("answer_fact", List.of("attempt", "answer_fact"));
        rows.database.execute(List.of("TRUNCATE question_rollup, question_day_rollup, analysis_change"));
        return rows;
    }

    /** {@code TRUNCATE} gives files back too, so that tables grow from nothing again; the service goes on, and knows the bank. */
    private void keep(String numbered, List<String> of) {
        database.execute(List.of("DROP TABLE IF EXISTS " + NUMBERS, """
                CREATE TABLE %s AS
                SELECT attempt_id, learner_id, row_number() OVER (ORDER BY attempt_id) - 1 AS number
                FROM (SELECT DISTINCT attempt_id, learner_id FROM %s) AS attempts
                """.formatted(NUMBERS, numbered)));
        attempts = (int) database.count(NUMBERS);
        List<String> copied = new ArrayList<>(of);
        copied.add(LEARNERS);
        for (String table : copied) {
            database.execute(List.of(
                    "DROP TABLE IF EXISTS " + KEPT + table,
                    "CREATE TABLE " + KEPT + table + " AS SELECT * FROM " + table
                            + (table.equals(LEARNERS) ? " JOIN " + NUMBERS + " USING (learner_id)" : "")));
            if (database.count(KEPT + table) > 0) {
                tables.put(table, columns(table));
            }
        }
        database.execute(List.of("TRUNCATE " + String.join(", ", of), "VACUUM (ANALYZE) " + NUMBERS));
    }

    /** How many attempts were kept; each can be put in again and again. */
    int attempts() {
        return attempts;
    }

    /**
     * Puts in attempts with all that belongs to them: the first copies of all, then the second, and so on.
     *
     * @param from the first of them, counted from 0
     * @param to after the last of them
     */
    void put(int from, int to) {
        Map<String, Indexes> dropped = new TreeMap<>();
        for (String table : tables.keySet()) {
            if (database.count(KEPT + table) >= (long) MANY * attempts) {
                Indexes indexes = indexes(table);
                dropped.put(table, indexes);
                database.execute(indexes.drop());
            }
        }
        for (int copy = from / attempts; copy * attempts < to; copy++) {
            int first = Math.max(0, from - copy * attempts);
            int end = Math.min(attempts, to - copy * attempts);
            for (Map.Entry<String, Map<String, String>> table : tables.entrySet()) {
                database.execute(List.of(copy(table.getKey(), table.getValue(), copy + 1, first, end)));
            }
        }
        dropped.values().forEach(indexes -> database.execute(indexes.create()));
        database.execute(sums);
        // As the database does by itself in time.
        tables.keySet().forEach(table -> database.execute(List.of("VACUUM (ANALYZE) " + table)));
    }

    /** Of the attempts whose numbers lie in a range. */
    private String copy(String table, Map<String, String> columns, int copy, int first, int end) {
        String key = table.equals(LEARNERS) ? "learner_id" : "attempt_id";
        return "INSERT INTO %s (%s) SELECT %s FROM %s AS kept JOIN %s AS numbered USING (%s) WHERE numbered.number >= %d AND numbered.number < %d"
                .formatted(
                        table,
                        String.join(", ", columns.keySet()),
                        String.join(", ", columns.values()).replace("{copy}", Integer.toString(copy)),
                        KEPT + table,
                        NUMBERS,
                        key,
                        first,
                        end);
    }

    /** By name, but for those that the database fills by itself. */
    private Map<String, String> columns(String table) {
        return database.within(connection -> {
            Map<String, String> columns = new TreeMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            SELECT column_name, data_type FROM information_schema.columns
                            WHERE table_schema = current_schema() AND table_name = '%s'
                                AND is_identity = 'NO' AND is_generated = 'NEVER'
                            """.formatted(table))) {
                while (rows.next()) {
                    columns.put(rows.getString(1), copied(rows.getString(1), rows.getString(2)));
                }
            }
            return columns;
        });
    }

    /** One day earlier in each further copy, and of other learners in other attempts. */
    static String copied(String column, String type) {
        String other = "md5(kept." + column + " || '/{copy}')::uuid";
        return switch (column) {
            case "attempt_id", "answer_id" -> other;
            case "learner_id" -> other + "::text";
            default -> "kept." + column + (type.startsWith("timestamp") ? " - {copy} * interval '1 day'" : "");
        };
    }

    private Indexes indexes(String table) {
        return database.within(connection -> Indexes.ofAllRows(connection, table));
    }
}
