package io.gradeflow.analytics.population;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/** Rows come in the binary form from a statement's first run on; by default they come as text until its fifth, which is to be parsed. */
enum BinaryRows implements StatementCustomizer {
    AT_ONCE;

    private static final int BINARY_AT_ONCE = -1;

    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY_AT_ONCE);
    }
}
