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

CREATE INDEX attempt_of_bank ON attempt (bank_id) WHERE mode IN ('exam', 'imported');

-- What analyses have to look at again. Rows are added only, and go after a day.
CREATE TABLE analysis_change (
    bank_id     uuid        NOT NULL,
    -- 'ATTEMPT': one in exam or imported mode that ended, or a grade of which changed after that. 'ITEM': what a revision of a question
    -- offers, or its key. 'EXAMS': blueprints, topics, or which questions can be asked. 'ALL': the tables were made anew.
    -- 'PIN' is of no bank: see the class JournalMark.
    scope       text        NOT NULL,
    attempt_id  uuid,
    question_id uuid,
    revision    int,
    changed_in  xid8        NOT NULL DEFAULT pg_current_xact_id(),
    changed_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX analysis_change_of_bank ON analysis_change (bank_id, changed_in);
CREATE INDEX analysis_change_by_time ON analysis_change (changed_at);

-- Difficulties of items, as they were estimated last: a document a bank.
CREATE TABLE calibration (
    bank_id     uuid        PRIMARY KEY,
    computed_at timestamptz NOT NULL,
    took_millis bigint      NOT NULL,
    -- How far the journal was seen: when the server began, and a snapshot of it.
    server      text        NOT NULL,
    seen        pg_snapshot NOT NULL,
    result      jsonb       NOT NULL
);
