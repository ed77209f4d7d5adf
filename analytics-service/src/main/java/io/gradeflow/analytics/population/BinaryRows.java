package io.gradeflow.analytics.population;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.postgresql.PGStatement;

/** Lets rows come in the binary form at once; by default they come as text, which has to be parsed, until a statement's fifth run. */
enum BinaryRows implements StatementCustomizer {
    AT_ONCE;

    private static final int BINARY_AT_ONCE = -1;

    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY_AT_ONCE);
    }
}
