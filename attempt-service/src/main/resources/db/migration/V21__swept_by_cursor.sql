-- Answers behind their key are sent in the order of their places, and how far that is stands with the key: a regraded answer's row
-- is written once, when its grade comes.
ALTER TABLE answer_key
    -- When the last portion was sent; null once nothing that was sent is behind any more.
    ADD COLUMN swept_at timestamptz,
    -- Up to which place of an answer; null where no sweep is under way.
    ADD COLUMN swept_to_attempt uuid,
    ADD COLUMN swept_to_position int;

COMMENT ON COLUMN answer_key.swept_version IS 'The key version under which all answers were sent that had been sent under an older one';

CREATE INDEX answer_key_swept ON answer_key (swept_at) WHERE swept_at IS NOT NULL;

-- Without a column that changes, so that a grade under a newer key leaves all indexes as they are where its page has room.
CREATE INDEX answer_in_order_of_question ON answer (question_id, revision, attempt_id, position);
DROP INDEX answer_of_question;
ALTER TABLE answer SET (fillfactor = 85);
ALTER TABLE attempt_progress SET (fillfactor = 85);
