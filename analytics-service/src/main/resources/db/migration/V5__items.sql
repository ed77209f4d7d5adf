-- What each revision of a question offers, for the analysis of items. Questions are read again from the beginning for it.
CREATE TABLE question_revision (
    question_id uuid   NOT NULL,
    revision    int    NOT NULL,
    bank_id     uuid   NOT NULL,
    external_id text,
    choice_ids  text[] NOT NULL,
    PRIMARY KEY (question_id, revision)
);

-- After what exams are composed. Banks are read again as well.
CREATE TABLE blueprint (
    bank_id   uuid NOT NULL,
    name      text COLLATE "C" NOT NULL,
    title     text NOT NULL,
    -- On the scale.
    pass_mark int  NOT NULL,
    scale_min int  NOT NULL,
    scale_max int  NOT NULL,
    -- In the order of the sections, an element a section in each array.
    topics    text[] NOT NULL,
    questions int[]  NOT NULL,
    PRIMARY KEY (bank_id, name)
);
DELETE FROM stored_offset WHERE topic IN ('banks', 'questions');

-- The newest key of each revision, in the JSON form of the contract. Never told to a learner.
CREATE TABLE answer_key (
    question_id uuid NOT NULL,
    revision    int  NOT NULL,
    bank_id     uuid NOT NULL,
    key_version int  NOT NULL,
    key         text NOT NULL,
    PRIMARY KEY (question_id, revision)
);

-- Each learner's attempts in the order of their ends.
CREATE INDEX attempt_of_bank ON attempt (bank_id, learner_id, finished_at, attempt_id) WHERE mode IN ('exam', 'imported');

-- What analyses have to look at again: an attempt in exam or imported mode that ended, or a grade of which changed after that; or,
-- without an attempt, the whole bank, when what its questions offer or their keys changed. Rows are added only, and go after a day.
CREATE TABLE analysis_change (
    bank_id    uuid        NOT NULL,
    attempt_id uuid,
    changed_in xid8        NOT NULL DEFAULT pg_current_xact_id(),
    changed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX analysis_change_of_bank ON analysis_change (bank_id, changed_in);
CREATE INDEX analysis_change_by_time ON analysis_change (changed_at);

-- Difficulties of items, as they were estimated last: a document a bank.
CREATE TABLE calibration (
    bank_id     uuid        PRIMARY KEY,
    computed_at timestamptz NOT NULL,
    took_millis bigint      NOT NULL,
    -- Where in the journal of changes the next one begins to look.
    mark        xid8        NOT NULL,
    result      jsonb       NOT NULL
);
