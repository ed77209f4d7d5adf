package io.gradeflow.analytics.facts;

/** How the change of a fact reaches the sums. */
final class Rollups {

    /**
     * What a fact that is in the sums adds to them: of its row as it is now, {@code new} and {@code +}, or
     * as it was, {@code old} and {@code -}.
     */
    private static final String PART = """
            SELECT bank_id, question_id, %1$s_cohorts AS cohorts, %1$s_mode AS mode, %1$s_first AS first, %1$s_day AS day,
                %2$s 1 AS answers, %2$s %1$s_correct::int AS correct, %2$s %1$s_score AS score, %2$s %1$s_maximum AS maximum,
                %2$s coalesce(%1$s_times, 0) AS times
            FROM applied WHERE %1$s_in
            """;

    private static final String RETURNED = """
            %1$s.counted AND %1$s.answered AS %1$s_in, %1$s.cohorts AS %1$s_cohorts, %1$s.mode AS %1$s_mode, %1$s.first AS %1$s_first,
            (%1$s.answered_at AT TIME ZONE 'UTC')::date AS %1$s_day, %1$s.correct AS %1$s_correct, %1$s.score AS %1$s_score,
            %1$s.maximum AS %1$s_maximum, %2$s AS %1$s_times
            """;

    /** What {@link #ADD} needs of each written fact, for {@code RETURNING}. */
    static final String CHANGE = "new.bank_id, new.question_id, " + returned("old") + ", " + returned("new");

    /**
     * Adds what {@code part} says. All who add to the sums do it by this, first to those of all time, whose count those by day wait
     * for, and to the rows of each in the order of their keys: so several instances and lanes never wait for each other in a circle.
     */
    private static final String ADD_PARTS = """
            moved_by_day AS (
                SELECT bank_id, cohort COLLATE "C" AS cohort, day, question_id, mode, first,
                    sum(answers) AS answers, sum(correct) AS correct, sum(score) AS score, sum(maximum) AS maximum, sum(times) AS times
                FROM part CROSS JOIN LATERAL unnest(cohorts || '{""}'::text[]) AS stamped (cohort)
                GROUP BY bank_id, cohort COLLATE "C", day, question_id, mode, first),
            moved AS (
                SELECT bank_id, cohort, question_id, mode, first,
                    sum(answers) AS answers, sum(correct) AS correct, sum(score) AS score, sum(maximum) AS maximum, sum(times) AS times
                FROM moved_by_day GROUP BY bank_id, cohort, question_id, mode, first),
            of_all_time AS (%s RETURNING 1),
            by_day AS (%s)
            """.formatted(
                    add("question_rollup", "bank_id, cohort, question_id, mode, first", "moved", "true"),
                    add(
                            "question_day_rollup",
                            "bank_id, cohort, day, question_id, mode, first",
                            "moved_by_day",
                            "(SELECT count(*) FROM of_all_time) >= 0"));

    /** Table expressions that add the changes of one named {@code applied} to the sums, for a statement that reads {@code applied}. */
    static final String ADD = """
            part AS (%s UNION ALL %s),
            %s
            """.formatted(PART.formatted("new", "+"), PART.formatted("old", "-"), ADD_PARTS);

    /** What {@link #ADD_WORTH} needs of each written fact, for {@code RETURNING}. */
    static final String WORTH = """
            new.bank_id, new.question_id, new.cohorts, new.mode, new.first, (new.answered_at AT TIME ZONE 'UTC')::date AS day,
            new.counted AND new.answered AS is_in, new.correct::int - old.correct::int AS correct, new.score - old.score AS score,
            new.maximum - old.maximum AS maximum
            """;

    /**
     * The same as {@link #ADD} for facts that are worth something else, while their mode, cohorts, time, and whether they count, are
     * answered and are the first stay: neither answers nor times come or go. What has the same cohorts is added up before these are told
     * apart.
     */
    static final String ADD_WORTH = """
            part AS (
                SELECT bank_id, question_id, cohorts, mode, first, day,
                    0 AS answers, sum(correct) AS correct, sum(score) AS score, sum(maximum) AS maximum, 0 AS times
                FROM applied WHERE is_in
                GROUP BY bank_id, question_id, cohorts, mode, first, day),
            %s
            """.formatted(ADD_PARTS);

    private Rollups() {}

    private static String returned(String row) {
        return RETURNED.formatted(row, TimeHistogram.sql(row + ".elapsed_millis"));
    }

    private static String add(String table, String key, String changes, String condition) {
        return """
                INSERT INTO %1$s AS rollup (%2$s, answers, correct, score, maximum, times)
                SELECT %2$s, answers, correct, score, maximum, times FROM %3$s
                WHERE (answers, correct, score, maximum, times) <> (0, 0, 0, 0, 0) AND %4$s
                ORDER BY %2$s
                ON CONFLICT (%2$s) DO UPDATE SET
                    answers = rollup.answers + excluded.answers, correct = rollup.correct + excluded.correct,
                    score = rollup.score + excluded.score, maximum = rollup.maximum + excluded.maximum,
                    times = rollup.times + excluded.times
                """.formatted(table, key, changes, condition);
    }
}
