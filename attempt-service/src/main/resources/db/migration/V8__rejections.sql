-- What graders could not grade: each thing once, however often it was rejected.
CREATE TABLE rejected_answer (
    rejected_id       uuid        PRIMARY KEY,
    reason            text        NOT NULL,
    detail            text        NOT NULL,
    -- Where it stood when it was rejected last, and what it was.
    topic             text        NOT NULL,
    partition         int         NOT NULL,
    record_offset     bigint      NOT NULL,
    record_key        text        NOT NULL,
    payload           bytea,
    -- What it says, where it can be read as an answer.
    attempt_id        uuid,
    position          int,
    answer_version    int,
    key_version       int,
    question_id       uuid,
    revision          int,
    bank_id           uuid,
    -- Whether that version of the answer was sent from here.
    known             boolean     NOT NULL,
    rejections        int         NOT NULL,
    first_rejected_at timestamptz NOT NULL,
    rejected_at       timestamptz NOT NULL,
    -- How often it was sent again, and whether that is under way: a further rejection ends it.
    replays           int         NOT NULL DEFAULT 0,
    replayed_at       timestamptz,
    replayed_by       text,
    -- When its grade was here, or that of a newer version.
    resolved_at       timestamptz
);
CREATE INDEX rejected_answer_in_order ON rejected_answer (rejected_at DESC, rejected_id DESC);
CREATE INDEX rejected_answer_unresolved ON rejected_answer (attempt_id, position, answer_version) WHERE resolved_at IS NULL;

-- Each rejected record, so that one that is told twice counts once.
CREATE TABLE rejection (
    topic         text   NOT NULL,
    partition     int    NOT NULL,
    record_offset bigint NOT NULL,
    rejected_id   uuid   NOT NULL,
    PRIMARY KEY (topic, partition, record_offset)
);

-- The key version under which a grader rejected it, until a grade under that one or a newer comes, or it is sent again by hand.
ALTER TABLE answer ADD rejected_key_version int;
CREATE INDEX answer_rejected ON answer (question_id, revision) WHERE rejected_key_version IS NOT NULL;
