-- An exam is announced when it begins as well, as one that isn't over: until it ends, nobody tells its learner of the bank.
DROP INDEX attempt_unannounced;
CREATE INDEX attempt_unannounced ON attempt (attempt_id)
    WHERE NOT announced AND (paper_version > 0 OR (examines AND NOT preview));
