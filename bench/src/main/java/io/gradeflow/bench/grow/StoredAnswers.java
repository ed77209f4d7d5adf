package io.gradeflow.bench.grow;

import io.gradeflow.bench.BenchException;
import io.gradeflow.bench.system.Insides;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the databases hold of attempts and answers, which is taken out while the services go on: their code stays compiled, and what
 * they know of banks, questions and keys stays.
 */
final class StoredAnswers {

    private static final Set<String> OF_ATTEMPTS = Set.of(
            "attempt",
            "attempt_progress",
            "attempt_position",
            "attempt_journal",
            "answer",
            "late_answer",
            "imported_response",
            "grade_change");

    private static final Set<String> OF_FIGURES = Set.of(
            "attempt",
            "answer_fact",
            "question_rollup",
            "question_day_rollup",
            "question_time_rollup",
            "question_day_time_rollup",
            "analysis_change");

    private StoredAnswers() {}

    /** Only while nothing is on its way. */
    static void forget(Insides insides) {
        truncate(insides.attemptDatabase(), OF_ATTEMPTS);
        truncate(insides.analyticsDatabase(), OF_FIGURES);
    }

    /** Those that there are; {@code TRUNCATE} gives their files back too, so that they grow from nothing again. */
    private static void truncate(Connection database, Set<String> tables) {
        try (database;
                Statement statement = database.createStatement()) {
            List<String> present = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
                while (rows.next()) {
                    if (tables.contains(rows.getString(1))) {
                        present.add(rows.getString(1));
                    }
                }
            }
            statement.execute("TRUNCATE " + String.join(", ", present));
        } catch (SQLException e) {
            throw new BenchException("What is stored can't be taken out: " + e.getMessage(), e);
        }
    }
}
