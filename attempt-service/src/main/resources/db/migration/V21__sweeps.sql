-- How far a key's answers that had been sent under an older one were sent again: in the order of their places. Nothing is noted of the
-- answers themselves, so a regraded answer's row is written once, when its grade comes.
CREATE TABLE key_sweep (
    question_id uuid        NOT NULL,
    revision    int         NOT NULL,
    -- The key version under which they are sent. A newer one begins anew.
    key_version int         NOT NULL,
    -- The last place that was sent.
    attempt_id  uuid        NOT NULL,
    position    int         NOT NULL,
    -- Whether that was the last of all. The row stays until it is known that all the grades came.
    ended       boolean     NOT NULL DEFAULT false,
    -- When the last portion was sent, or looked for in vain.
    swept_at    timestamptz NOT NULL,
    PRIMARY KEY (question_id, revision)
) WITH (fillfactor = 70);
CREATE INDEX key_sweep_under_way ON key_sweep (swept_at, question_id, revision) WHERE NOT ended;
CREATE INDEX key_sweep_ended ON key_sweep (swept_at) WHERE ended;

COMMENT ON COLUMN answer_key.swept_version IS 'The key version under which all was sent again that had been sent under an older one';
COMMENT ON COLUMN answer.sent_at IS 'When Kafka last acknowledged it, but for a sweep of its key that found it graded';
COMMENT ON COLUMN answer.sent_key_version IS 'The newest key version known then';
