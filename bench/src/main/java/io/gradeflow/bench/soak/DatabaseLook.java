package io.gradeflow.bench.soak;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.system.Insides;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What the database tells of its sessions and tables. */
final class DatabaseLook {

    private static final String SESSIONS = """
            SELECT datname AS name, count(*) AS value FROM pg_stat_activity
            WHERE datname IS NOT NULL AND pid <> pg_backend_pid() GROUP BY datname
            """;

    private static final String ROOM =
            "SELECT current_database() AS name, sum(pg_total_relation_size(relid)) AS value FROM pg_stat_user_tables";

    /** Of those that hold enough for a share of it to say something. */
    private static final String DEAD = """
            SELECT relname AS name, n_dead_tup / n_live_tup::float8 AS value FROM pg_stat_user_tables WHERE n_live_tup >= 10000
            """;

    private DatabaseLook() {}

    /** By database. */
    static Map<String, Double> sessions(Insides insides) {
        return asked(insides.attemptDatabase(), SESSIONS);
    }

    /** Bytes of all tables with their indexes, by database. */
    static Map<String, Double> room(Insides insides) {
        Map<String, Double> room = asked(insides.attemptDatabase(), ROOM);
        room.putAll(asked(insides.analyticsDatabase(), ROOM));
        return room;
    }

    /** By database and table. */
    static Map<String, Double> deadRows(Insides insides) {
        Map<String, Double> dead = new TreeMap<>();
        asked(insides.attemptDatabase(), DEAD).forEach((table, share) -> dead.put("attempt." + table, share));
        asked(insides.analyticsDatabase(), DEAD).forEach((table, share) -> dead.put("analytics." + table, share));
        return dead;
    }

    private static Map<String, Double> asked(Connection database, String query) {
        Map<String, Double> values = new TreeMap<>();
        try (database;
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.put(rows.getString("name"), rows.getDouble("value"));
            }
            return values;
        } catch (SQLException e) {
            throw new BenchException("The database can't be looked at: " + e.getMessage(), e);
        }
    }
}
