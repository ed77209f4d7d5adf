CREATE TABLE key_correction (
    correction_id uuid        PRIMARY KEY,
    question_id   uuid        NOT NULL,
    revision      int         NOT NULL,
    -- The version that it made of the key.
    key_version   int         NOT NULL,
    effect        text        NOT NULL,
    key_before    jsonb       NOT NULL,
    key_after     jsonb       NOT NULL,
    reason        text        NOT NULL,
    corrected_by  text        NOT NULL,
    corrected_at  timestamptz NOT NULL,
    UNIQUE (question_id, revision, key_version),
    FOREIGN KEY (question_id, revision) REFERENCES answer_key
);
