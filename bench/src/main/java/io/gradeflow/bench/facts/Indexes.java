package io.gradeflow.bench.facts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The primary key and further indexes of a table, which are dropped while it is filled and made anew as they were.
 *
 * @param drop statements, in their order
 * @param create the same
 */
public record Indexes(List<String> drop, List<String> create) {

    public static Indexes of(Connection database, String table) throws SQLException {
        return of(database, table, "");
    }

    /** But for those that hold only some of the rows. */
    public static Indexes ofAllRows(Connection database, String table) throws SQLException {
        return of(database, table, "AND indpred IS NULL");
    }

    private static Indexes of(Connection database, String table, String which) throws SQLException {
        List<String> drop = new ArrayList<>();
        List<String> create = new ArrayList<>();
        try (Statement statement = database.createStatement()) {
            try (ResultSet indexes = statement.executeQuery("""
                    SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
                    WHERE indrelid = '%s'::regclass AND NOT indisprimary %s
                    """.formatted(table, which))) {
                while (indexes.next()) {
                    drop.add("DROP INDEX " + indexes.getString("name"));
                    create.add(indexes.getString("definition"));
                }
            }
            try (ResultSet keys = statement.executeQuery("""
                    SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
                    WHERE conrelid = '%s'::regclass AND contype = 'p'
                    """.formatted(table))) {
                while (keys.next()) {
                    String name = keys.getString("name");
                    drop.add("ALTER TABLE " + table + " DROP CONSTRAINT " + name);
                    create.add("ALTER TABLE " + table + " ADD CONSTRAINT " + name + " " + keys.getString("definition"));
                }
            }
        }
        return new Indexes(drop, create);
    }
}
