package io.gradeflow.bench.submit;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.system.Insides;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A table of the benchmark's own in the database of attempt-service, with the columns and the primary key of answers and no other index. */
final class SingleRowTable implements AutoCloseable {

    static final String NAME = "bench_single_row";
    static final String COLUMNS =
            "(attempt_id, position, version, answer_id, question_id, revision, response, received_at)";
    static final String RESPONSE = "'{\"kind\":\"choice\",\"choices\":[\"B\"]}'";

    private final Insides insides;

    private SingleRowTable(Insides insides) {
        this.insides = insides;
    }

    static SingleRowTable make(Insides insides) {
        SingleRowTable table = new SingleRowTable(insides);
        table.execute("DROP TABLE IF EXISTS " + NAME);
        table.execute("CREATE TABLE " + NAME
                + " (LIKE answer INCLUDING DEFAULTS, PRIMARY KEY (attempt_id, position, version))");
        return table;
    }

    @Override
    public void close() {
        execute("DROP TABLE " + NAME);
    }

    private void execute(String statement) {
        try (Connection connection = insides.attemptDatabase();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new BenchException("A table of the benchmark's own can't be made or removed: " + e.getMessage(), e);
        }
    }
}
