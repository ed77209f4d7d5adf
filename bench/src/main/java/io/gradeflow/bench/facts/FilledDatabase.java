package io.gradeflow.bench.facts;

import io.gradeflow.bench.BenchException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A database of the measured system that is filled by SQL, with memory to sort in and without waiting for the disk.
 *
 * @param connections a new one each time
 */
public record FilledDatabase(Supplier<Connection> connections) {

    private static final String SETTINGS =
            "SET synchronous_commit = off; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'";

    /** What is done within a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** In their order, in one session. */
    public void execute(List<String> statements) {
        within(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(SETTINGS);
                for (String each : statements) {
                    statement.execute(each);
                }
            }
            return statements;
        });
    }

    /** The first column of a query's rows. */
    public List<String> texts(String query) {
        return within(connection -> {
            List<String> texts = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        });
    }

    public long count(String table) {
        return Long.parseLong(texts("SELECT count(*) FROM " + table).getFirst());
    }

    /** @throws BenchException if that fails */
    public <T> T within(Work<T> work) {
        try (Connection connection = connections.get()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new BenchException("The tables can't be filled: " + e.getMessage(), e);
        }
    }
}
