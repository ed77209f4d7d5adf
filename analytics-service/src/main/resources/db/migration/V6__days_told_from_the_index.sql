-- Whoever asks for a range of days adds up all of its histograms, which the key holds in a row; their rows lie anywhere. Cells of
-- days that are over hardly change any more, so that the index alone can tell what they count.
ALTER TABLE question_day_time_rollup DROP CONSTRAINT question_day_time_rollup_pkey;
ALTER TABLE question_day_time_rollup ADD CONSTRAINT question_day_time_rollup_pkey
    PRIMARY KEY (bank_id, cohort, day, question_id, mode, first, bucket) INCLUDE (answers);
