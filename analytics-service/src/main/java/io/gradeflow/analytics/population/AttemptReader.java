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

    private static final int ROWS_AT_A_TIME = 200;

    /**
     * A row for each attempt, with the cells of its paper in the form that {@link CellReader} reads. What would make nearly every cell
     * another one stands by itself: how long the answer took, and when it was given, in microseconds, both null of a blank. A
     * question is in several cells where it is on one paper several times, as history may have it; there it may be in several
     * revisions, too, each with a key of its own.
     */
    private static final String PAPERS = """
            SELECT attempt_id, learner_id, cohorts, blueprint, finished_at, cells, times, moments
            FROM attempt
                CROSS JOIN LATERAL (
                    SELECT array_agg(%s ORDER BY position, answer_id) AS cells,
                        array_agg(CASE WHEN version > 0 THEN elapsed_millis END ORDER BY position, answer_id) AS times,
                        array_agg(CASE WHEN version > 0 THEN (extract(epoch FROM answered_at) * 1000000)::bigint END
                            ORDER BY position, answer_id) AS moments
                    FROM unnest(question_ids, revisions, answer_versions, unscored)
                            WITH ORDINALITY AS paper (question_id, revision, version, unscored, position)
                        LEFT JOIN answer_fact AS fact ON fact.attempt_id = attempt.attempt_id
                            AND fact.question_id = paper.question_id AND fact.revision = paper.revision) AS paper
            WHERE bank_id = :bank AND mode IN ('exam', 'imported') AND ending IN ('FINISHED', 'EXPIRED')
                AND cardinality(question_ids) > 0 %s
            ORDER BY attempt_id
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

    /** Of a service that has just been started, this may be the only time. */
    void all() {
        read(query("").addCustomizer(BinaryRows.AT_ONCE));
    }

    /** What is over counts no longer, what counts otherwise now takes the place of what was. */
    void some(Collection<UUID> changed) {
        attempts.forget(changed);
        read(query("AND attempt_id = ANY (:changed)").bindArray("changed", UUID.class, changed.toArray()));
    }

    private Query query(String which) {
        return handle.createQuery(PAPERS.formatted(CellReader.CELL, which))
                .bind("bank", bank)
                .setFetchSize(ROWS_AT_A_TIME);
    }

    private void read(Query query) {
        query.scanResultSet((results, context) -> {
            try (context) {
                ResultSet row = results.get();
                while (row.next()) {
                    attempts.put(sitting(row), form(row));
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

    /** An answer, and when it was given; null where the question was left blank. */
    private record Given(Answer answer, @Nullable Long moment) {

        /** Of a question that is on one paper several times the earliest answer counts, and any before a blank. */
        static Given earlier(Given one, Given other) {
            if (other.moment == null) {
                return one;
            }
            return one.moment == null || other.moment < one.moment ? other : one;
        }
    }

    /** Null while a question, key or grade of it isn't here. */
    private @Nullable Collection<Answer> form(ResultSet row) throws SQLException {
        String[] cells = (String[]) row.getArray("cells").getArray();
        Long[] times = (Long[]) row.getArray("times").getArray();
        Long[] moments = (Long[]) row.getArray("moments").getArray();
        Map<UUID, Given> given = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            CellReader.Cell cell = attempts.reader().read(cells[i]);
            Answer answer = cell.answer();
            if (answer == null) {
                return null;
            }
            given.merge(cell.question(), new Given(answer.within(bucket(times[i])), moments[i]), Given::earlier);
        }
        return given.values().stream().map(Given::answer).toList();
    }

    private static @Nullable Integer bucket(@Nullable Long millis) {
        return millis == null ? null : TimeBuckets.of(millis);
    }
}
