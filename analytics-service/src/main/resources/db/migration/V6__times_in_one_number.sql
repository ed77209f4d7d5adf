-- As batches come to them, so that an instance of the version before that still counts waits, instead of one for the other in a circle.
LOCK TABLE learner, attempt, answer_fact, question_day_rollup, question_time_rollup, question_day_time_rollup, question_rollup
    IN ACCESS EXCLUSIVE MODE;

-- How long answers took stands beside the other sums now, in one number a row: see the class TimeHistogram. Its tables are replaced,
-- in this schema and where the tables of the last equal proof are kept, so that no event has to be read again. A large portion of
-- answers changes every row of a bank's sums over all time: each page has room for all of its rows once more.
CREATE FUNCTION with_times(in_schema text, sums text, times text, key text, fill int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %I.%I RENAME TO %I', in_schema, sums, sums || '_without_times');
    EXECUTE format('CREATE TABLE %I.%I (LIKE %I.%I, times numeric NOT NULL) WITH (fillfactor = %s)',
        in_schema, sums, in_schema, sums || '_without_times', fill);
    EXECUTE format('
        INSERT INTO %1$I.%2$I
        SELECT held.*, coalesce(times, 0)
        FROM %1$I.%3$I AS held
            LEFT JOIN (
                SELECT %5$s, sum(answers * (''1e'' || 12 * (bucket - 56))::numeric) AS times FROM %1$I.%4$I GROUP BY %5$s) AS took
            USING (%5$s)
        ORDER BY %5$s',
        in_schema, sums, sums || '_without_times', times, key);
    EXECUTE format('DROP TABLE %I.%I, %I.%I', in_schema, sums || '_without_times', in_schema, times);
    EXECUTE format('ALTER TABLE %I.%I ADD CONSTRAINT %I PRIMARY KEY (%s)', in_schema, sums, sums || '_pkey', key);
END $$;

DO $$
DECLARE
    in_schema text;
BEGIN
    FOREACH in_schema IN ARRAY ARRAY[current_schema()::text, 'proven'] LOOP
        IF to_regclass(format('%I.question_time_rollup', in_schema)) IS NOT NULL THEN
            PERFORM with_times(in_schema, 'question_rollup', 'question_time_rollup',
                'bank_id, cohort, question_id, mode, first', 50);
            PERFORM with_times(in_schema, 'question_day_rollup', 'question_day_time_rollup',
                'bank_id, cohort, day, question_id, mode, first', 70);
        END IF;
    END LOOP;
END $$;

DROP FUNCTION with_times;
