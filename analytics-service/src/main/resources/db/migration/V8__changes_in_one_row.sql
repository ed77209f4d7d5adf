-- Attempts of a bank that changed in one statement share a row. Instances of the version before still write one each, in attempt_id; to
-- them, a row of many says that everything may have changed.
ALTER TABLE analysis_change ADD attempt_ids uuid[];
