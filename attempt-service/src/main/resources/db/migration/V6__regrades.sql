ALTER TABLE answer_key
    -- What the key gives for nothing, which is what a question left blank adds to a score, and full credit.
    ADD blank_score    numeric,
    ADD maximum        numeric,
    -- The key version up to which the papers of the question were valued with what is blank on them.
    ADD valued_version int NOT NULL DEFAULT 0,
    -- While they are being valued: the last attempt that was.
    ADD valued_to      uuid;
UPDATE answer_key SET blank_score = 0, maximum = (key ->> 'maximum')::numeric, valued_version = key_version;
ALTER TABLE answer_key ALTER blank_score SET NOT NULL, ALTER maximum SET NOT NULL;
CREATE INDEX answer_key_unvalued ON answer_key (question_id, revision) WHERE valued_version < key_version;
CREATE INDEX attempt_of_bank ON attempt (bank_id, attempt_id);

-- What question-service said of a key's change, and how far it has come here.
CREATE TABLE correction (
    correction_id uuid        PRIMARY KEY,
    question_id   uuid        NOT NULL,
    revision      int         NOT NULL,
    key_version   int         NOT NULL,
    effect        text        NOT NULL,
    reason        text        NOT NULL,
    corrected_by  text        NOT NULL,
    corrected_at  timestamptz NOT NULL,
    seen_at       timestamptz NOT NULL,
    -- How many answers it put behind.
    answers       int         NOT NULL,
    -- What a blank question gave before and gives since; null where no key was known before.
    former_blank_score   numeric,
    former_blank_maximum numeric,
    blank_score          numeric NOT NULL,
    blank_maximum        numeric NOT NULL,
    completed_at  timestamptz
);
CREATE INDEX correction_of_question ON correction (question_id, revision, key_version);
CREATE INDEX correction_in_order ON correction (corrected_at, correction_id);
CREATE INDEX correction_running ON correction (correction_id) WHERE completed_at IS NULL;

-- What each grade under a newer key changed: the record of all regrades.
CREATE TABLE grade_change (
    attempt_id         uuid        NOT NULL,
    position           int         NOT NULL,
    version            int         NOT NULL,
    key_version        int         NOT NULL,
    question_id        uuid        NOT NULL,
    revision           int         NOT NULL,
    former_key_version int         NOT NULL,
    former_score       numeric     NOT NULL,
    former_maximum     numeric     NOT NULL,
    score              numeric     NOT NULL,
    maximum            numeric     NOT NULL,
    changed_at         timestamptz NOT NULL,
    PRIMARY KEY (attempt_id, position, version, key_version)
);
CREATE INDEX grade_change_of_key ON grade_change (question_id, revision, key_version, attempt_id, position);
