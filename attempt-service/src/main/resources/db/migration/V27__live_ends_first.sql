-- What learners end and begin is announced first, and found however much a bulk load has to announce.
CREATE INDEX attempt_unannounced_live ON attempt (attempt_id)
    WHERE NOT announced AND (paper_version > 0 OR (examines AND NOT preview)) AND mode <> 'imported';
