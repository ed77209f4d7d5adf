package io.gradeflow.analytics.population;

import io.gradeflow.analytics.facts.TimeBuckets;
import io.gradeflow.analytics.items.Answer;
import io.gradeflow.analytics.population.BankAttempts.Sitting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads attempts out of endings and facts, within the transaction of the handle. */
final class AttemptReader {

    private static final int ROWS_AT_A_TIME = 500;
    private static final int CELLS_TO_REMEMBER = 10_000;

    /**
     * A row for each attempt, with the cells of its paper in the form that {@link CellReader} reads; the times of the answers stand
     * by themselves, since they would make nearly every cell another one. Where history has a question on one paper several times,
     * the earliest answer comes first, and any before a blank.
     */
    private static final String PAPERS = """
            SELECT attempt_id, learner_id, cohorts, blueprint, finished_at, cells, times
            FROM attempt
                CROSS JOIN LATERAL (
                    SELECT array_agg(%s ORDER BY paper.version = 0, fact.answered_at, position) AS cells,
                        array_agg(CASE WHEN paper.version > 0 THEN fact.elapsed_millis END
                            ORDER BY paper.version = 0, fact.answered_at, position) AS times
                    FROM unnest(question_ids, revisions, answer_versions, unscored)
                            WITH ORDINALITY AS paper (question_id, revision, version, unscored, position)
                        LEFT JOIN answer_fact AS fact ON fact.attempt_id = attempt.attempt_id
                            AND fact.question_id = paper.question_id AND fact.revision = paper.revision) AS paper
            WHERE bank_id = :bank AND mode IN ('exam', 'imported') AND ending IN ('FINISHED', 'EXPIRED')
                AND cardinality(question_ids) > 0 %s
            """;

    private final Handle handle;
    private final UUID bank;
    private final BankAttempts attempts;

    /** @param attempts to which those are added that are read */
    AttemptReader(Handle handle, UUID bank, BankAttempts attempts) {
        this.handle = handle;
        this.bank = bank;
        this.attempts = attempts;
    }

    void all() {
        read(query("").addCustomizer(BinaryRows.AT_ONCE), new CellReader(attempts, CELLS_TO_REMEMBER));
    }

    /** What is over counts no longer, what counts otherwise now takes the place of what was. */
    void some(Collection<UUID> changed) {
        attempts.forget(changed);
        read(
                query("AND attempt_id = ANY (:changed)").bindArray("changed", UUID.class, changed.toArray()),
                attempts.reader());
    }

    private Query query(String which) {
        return handle.createQuery(PAPERS.formatted(CellReader.CELL, which))
                .bind("bank", bank)
                .setFetchSize(ROWS_AT_A_TIME);
    }

    private void read(Query query, CellReader reader) {
        query.scanResultSet((results, context) -> {
            try (context) {
                ResultSet row = results.get();
                while (row.next()) {
                    String[] paper = (String[]) row.getArray("cells").getArray();
                    Long[] times = (Long[]) row.getArray("times").getArray();
                    attempts.put(sitting(row), form(paper, times, reader));
                }
                return null;
            }
        });
    }

    private static Sitting sitting(ResultSet row) throws SQLException {
        return new Sitting(
                row.getObject("attempt_id", UUID.class),
                row.getString("learner_id"),
                List.of((String[]) row.getArray("cohorts").getArray()),
                row.getString("blueprint"),
                row.getTimestamp("finished_at").toInstant());
    }

    /** Null while a question, key or grade of it isn't here. */
    private static @Nullable Collection<Answer> form(String[] paper, @Nullable Long[] times, CellReader reader) {
        Map<UUID, Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < paper.length; i++) {
            CellReader.Cell cell = reader.read(paper[i]);
            Answer answer = cell.answer();
            if (answer == null) {
                return null;
            }
            answers.putIfAbsent(cell.question(), answer.within(bucket(times[i])));
        }
        return answers.values();
    }

    private static @Nullable Integer bucket(@Nullable Long millis) {
        return millis == null ? null : TimeBuckets.of(millis);
    }
}
