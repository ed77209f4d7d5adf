package io.gradeflow.bench.grow;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.system.Insides;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How far the database server's log of changes (WAL) reaches, for all databases together.
 *
 * @param bytes written since the server was made
 * @param pages whole pages among that, each of which is written once after a checkpoint when it is changed
 */
record ServerLog(long bytes, long pages) {

    /** As it is now; what sessions have counted themselves is known after a second at most. */
    static ServerLog now(Insides insides) {
        try (Connection connection = insides.attemptDatabase();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS bytes, wal_fpi FROM pg_stat_wal")) {
            row.next();
            return new ServerLog(row.getLong("bytes"), row.getLong("wal_fpi"));
        } catch (SQLException e) {
            throw new BenchException("The database can't say what it has written: " + e.getMessage(), e);
        }
    }

    ServerLog since(ServerLog earlier) {
        return new ServerLog(bytes - earlier.bytes, pages - earlier.pages);
    }
}
