package io.gradeflow.bench.facts;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.Pause;
import io.gradeflow.bench.system.Insides;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Answers as attempt-service stores them, and what it still has to note of them. */
public final class AnswerRows {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private AnswerRows() {}

    /** Waits until it is noted of all that they are in the log, as the sweep looks for them. */
    public static void awaitSent(Insides insides) {
        awaitNone(insides, "sent_at IS NULL AND NOT slow");
    }

    /** Waits until all have their grade. */
    public static void awaitGraded(Insides insides) {
        awaitNone(insides, "awaiting AND NOT superseded");
    }

    /** @throws BenchException if there are some after two minutes */
    private static void awaitNone(Insides insides, String which) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = insides.attemptDatabase();
                Statement statement = connection.createStatement()) {
            while (isAny(statement, which)) {
                if (System.nanoTime() > giveUp) {
                    throw new BenchException(
                            "For " + PATIENCE.toMinutes() + " minutes there have been answers of which holds: " + which
                                    + "; see the log of attempt-service.");
                }
                Pause.of(BETWEEN_LOOKS);
            }
        } catch (SQLException e) {
            throw new BenchException("The rows of answers can't be read: " + e.getMessage(), e);
        }
    }

    private static boolean isAny(Statement statement, String which) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM answer WHERE " + which + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
