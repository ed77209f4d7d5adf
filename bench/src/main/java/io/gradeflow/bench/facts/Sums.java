package io.gradeflow.bench.facts;

/** The tables of sums, filled by SQL with what analytics-service would have made of the facts that are there. */
public final class Sums {

    /** Written in no order of their keys, since counting leaves them in that of the answers. */
    private static final String SUMS = """
            INSERT INTO question_day_rollup (bank_id, cohort, day, question_id, mode, first, answers, correct, score, maximum, times)
            SELECT bank_id, cohort COLLATE "C" AS cohort, (answered_at AT TIME ZONE 'UTC')::date AS day, question_id, mode, first,
                count(*), count(*) FILTER (WHERE correct), sum(score), sum(maximum), coalesce(sum({times}), 0)
            FROM answer_fact CROSS JOIN LATERAL unnest(cohorts || '{""}'::text[]) AS stamped (cohort)
            WHERE bank_id = {bank} AND counted AND answered
            GROUP BY 1, 2, 3, 4, 5, 6
            ORDER BY md5(question_id::text || (answered_at AT TIME ZONE 'UTC')::date);

            INSERT INTO question_rollup (bank_id, cohort, question_id, mode, first, answers, correct, score, maximum, times)
            SELECT bank_id, cohort, question_id, mode, first, sum(answers), sum(correct), sum(score), sum(maximum), sum(times)
            FROM question_day_rollup WHERE bank_id = {bank}
            GROUP BY 1, 2, 3, 4, 5
            ORDER BY md5(question_id::text || cohort || mode || first)
            """;

    private Sums() {}

    /** @param bank SQL that gives its id */
    public static String of(String bank) {
        return SUMS.replace("{bank}", bank).replace("{times}", Times.sql("elapsed_millis"));
    }
}
