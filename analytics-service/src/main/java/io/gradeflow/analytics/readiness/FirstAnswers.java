package io.gradeflow.analytics.readiness;

import io.gradeflow.analytics.ability.AbilityScale.Outcome;
import io.gradeflow.analytics.catalog.QuestionsBelow;
import io.gradeflow.analytics.population.ItemId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What learners' abilities are told from: the first counted answer of each to each question, in whatever mode. */
final class FirstAnswers {

    /** @param path that the answers stand below now */
    record OfTopic(String path, String title, List<Outcome> outcomes) {}

    private static final String OF_LEARNER = """
            SELECT question_id, revision, correct FROM answer_fact
            WHERE learner_id = :learner AND bank_id = :bank AND counted AND answered AND first
                AND (CAST(:within AS text[]) IS NULL OR cohorts && :within)
            """;

    private FirstAnswers() {}

    /** @param within only what was answered as a member of one of these cohorts; null for all */
    static List<Outcome> of(Handle handle, UUID bank, String learner, @Nullable List<String> within) {
        return ask(handle, OF_LEARNER, bank, learner, within)
                .map((row, context) -> outcome(row))
                .list();
    }

    /** In the order of paths; topics without an answer are left out. */
    static List<OfTopic> byTopic(Handle handle, UUID bank, String learner, @Nullable List<String> within) {
        Map<String, OfTopic> topics = ask(
                        handle,
                        "SELECT path, title, question_id, mine.revision, mine.correct FROM (" + OF_LEARNER
                                + ") AS mine JOIN (" + QuestionsBelow.SQL
                                + ") AS below USING (question_id) ORDER BY path",
                        bank,
                        learner,
                        within)
                .reduceResultSet(new LinkedHashMap<>(), (found, row, context) -> {
                    String path = row.getString("path");
                    String title = row.getString("title");
                    found.computeIfAbsent(path, any -> new OfTopic(path, title, new ArrayList<>()))
                            .outcomes()
                            .add(outcome(row));
                    return found;
                });
        return List.copyOf(topics.values());
    }

    /** Of each attempt, what its learner had answered before it began. */
    static Map<UUID, List<Outcome>> before(Handle handle, Collection<UUID> attempts) {
        return handle.createQuery("""
                        SELECT attempt.attempt_id, fact.question_id, fact.revision, fact.correct
                        FROM attempt JOIN answer_fact AS fact USING (learner_id, bank_id)
                        WHERE attempt.attempt_id = ANY (:attempts) AND fact.counted AND fact.answered AND fact.first
                            AND fact.answered_at < attempt.started_at
                        """)
                .bindArray("attempts", UUID.class, attempts.toArray())
                .setFetchSize(5000)
                .reduceResultSet(new HashMap<>(), (found, row, context) -> {
                    found.computeIfAbsent(row.getObject("attempt_id", UUID.class), any -> new ArrayList<>())
                            .add(outcome(row));
                    return found;
                });
    }

    private static Query ask(Handle handle, String sql, UUID bank, String learner, @Nullable List<String> within) {
        return handle.createQuery(sql)
                .bind("bank", bank)
                .bind("learner", learner)
                .bind("within", within == null ? null : within.toArray(String[]::new));
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        return new Outcome(
                new ItemId(row.getObject("question_id", UUID.class), row.getInt("revision")).toString(),
                row.getBoolean("correct"));
    }
}
