package io.gradeflow.bench.submit;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.system.Insides;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Answers that are stored and of which it isn't noted yet that they are in the log. */
final class Unsent {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Unsent() {}

    /** @throws BenchException if there are some after two minutes */
    static void awaitNone(Insides insides) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = insides.attemptDatabase();
                Statement statement = connection.createStatement()) {
            while (isAny(statement)) {
                if (System.nanoTime() > giveUp) {
                    throw new BenchException("Answers have not been sent on for " + PATIENCE.toMinutes()
                            + " minutes; see the log of attempt-service.");
                }
                Pause.of(BETWEEN_LOOKS);
            }
        } catch (SQLException e) {
            throw new BenchException("What was sent on can't be read: " + e.getMessage(), e);
        }
    }

    /** As the sweep looks for them. */
    private static boolean isAny(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT EXISTS (SELECT FROM answer WHERE sent_at IS NULL AND NOT slow)")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
