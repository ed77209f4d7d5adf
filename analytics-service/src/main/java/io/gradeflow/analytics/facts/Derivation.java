package io.gradeflow.analytics.facts;

import java.util.List;
import java.util.stream.Stream;

/**
 * Makes learners, attempts, facts and sums at once of all that was {@link Told}, in the schema of the search path, whose tables are
 * empty. They come to what {@link FactTables} and {@link EndingTables} come to event by event, without any of their changes: only how an
 * event is read, what counts and in which bucket a time lies is the same text.
 */
public final class Derivation {

    private static final String LEARNERS =
            "INSERT INTO learner SELECT learner_id FROM %s UNION SELECT learner_id FROM %s"
                    .formatted(Told.GRADES, Told.ENDINGS);

    private static final String ATTEMPTS = """
            INSERT INTO attempt (%1$s)
            SELECT DISTINCT ON (attempt_id) %1$s FROM %2$s ORDER BY attempt_id, paper_version DESC, %3$s
            """.formatted(EndingTables.COLUMNS, Told.ENDINGS, Told.PLACE);

    private static final String FACTS = """
            WITH newest AS (
                SELECT DISTINCT ON (answer_id) * FROM %2$s WHERE hashtext(learner_id) %5$s
                ORDER BY answer_id, answer_version DESC, key_version DESC, %3$s),
            judged AS (
                SELECT newest.*, %4$s AS counted
                FROM newest LEFT JOIN (
                    SELECT attempt_id, ending, question_ids, answer_versions FROM attempt WHERE paper_version > 0) AS ended
                USING (attempt_id))
            INSERT INTO answer_fact (%1$s, counted, first)
            SELECT %1$s, counted, counted AND answered AND 1 = row_number() OVER (
                PARTITION BY learner_id, bank_id, question_id, counted AND answered ORDER BY answered_at, answer_id)
            FROM judged
            """;

    private static final String SUMS_BY_DAY = """
            INSERT INTO question_day_rollup (bank_id, cohort, day, question_id, mode, first, answers, correct, score, maximum, times)
            SELECT bank_id, cohort COLLATE "C", day, question_id, mode, first,
                count(*), count(*) FILTER (WHERE correct), sum(score), sum(maximum), coalesce(sum(times), 0)
            FROM (
                SELECT bank_id, cohorts, (answered_at AT TIME ZONE 'UTC')::date AS day, question_id, mode, first, correct, score, maximum,
                    %1$s AS times
                FROM answer_fact WHERE counted AND answered AND uuid_hash(question_id) %2$s OFFSET 0) AS fact
            CROSS JOIN LATERAL unnest(cohorts || '{""}'::text[]) AS stamped (cohort)
            GROUP BY bank_id, cohort COLLATE "C", day, question_id, mode, first
            ORDER BY bank_id, cohort COLLATE "C", day, question_id, mode, first
            """;

    private static final String SUMS = """
            INSERT INTO question_rollup (bank_id, cohort, question_id, mode, first, answers, correct, score, maximum, times)
            SELECT bank_id, cohort, question_id, mode, first,
                sum(answers), sum(correct), sum(score), sum(maximum), sum(times)
            FROM question_day_rollup GROUP BY bank_id, cohort, question_id, mode, first
            """;

    /**
     * Statements, each in a transaction of its own: those of a step may run side by side, and a step begins when that before is done.
     * Halves are told apart by the sign of a hash, of learners for what depends on all answers of one, of questions for sums.
     */
    public static final List<List<String>> STEPS = List.of(
            List.of(LEARNERS, ATTEMPTS),
            halves().map(half -> FACTS.formatted(GradeColumns.NAMES, Told.GRADES, Told.PLACE, Recount.COUNTS, half))
                    .toList(),
            // Gives their room back before the sums take some.
            List.of("DROP TABLE " + Told.GRADES, "DROP TABLE " + Told.ENDINGS),
            halves().map(half -> SUMS_BY_DAY.formatted(TimeHistogram.sql("elapsed_millis"), half))
                    .toList(),
            List.of(SUMS));

    private Derivation() {}

    private static Stream<String> halves() {
        return Stream.of("< 0", ">= 0");
    }
}
