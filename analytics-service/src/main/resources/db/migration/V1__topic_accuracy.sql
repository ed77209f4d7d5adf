-- What question-service published, as it stands now.
CREATE TABLE bank (
    bank_id  uuid PRIMARY KEY,
    slug     text NOT NULL,
    title    text NOT NULL,
    revision int  NOT NULL
);
CREATE INDEX bank_by_slug ON bank (slug);

CREATE TABLE topic (
    topic_id uuid PRIMARY KEY,
    bank_id  uuid NOT NULL,
    path     text NOT NULL,
    title    text NOT NULL
);
CREATE INDEX topic_of_bank ON topic (bank_id, path);

-- One row a question, from its highest revision: a question's topics hold for all its history.
CREATE TABLE question (
    question_id uuid    PRIMARY KEY,
    bank_id     uuid    NOT NULL,
    revision    int     NOT NULL,
    retired     boolean NOT NULL,
    topic_ids   uuid[]  NOT NULL
);
CREATE INDEX question_of_bank ON question (bank_id);

-- One row an answer: its highest (answer_version, key_version). All else is derived from here, as deltas.
CREATE TABLE answer_fact (
    answer_id      uuid        PRIMARY KEY,
    answer_version int         NOT NULL,
    key_version    int         NOT NULL,
    attempt_id     uuid        NOT NULL,
    bank_id        uuid        NOT NULL,
    learner_id     text        NOT NULL,
    question_id    uuid        NOT NULL,
    revision       int         NOT NULL,
    mode           text        NOT NULL,
    answered       boolean     NOT NULL,
    correct        boolean     NOT NULL,
    score          numeric     NOT NULL,
    maximum        numeric     NOT NULL,
    answered_at    timestamptz NOT NULL
);

CREATE TABLE question_rollup (
    bank_id     uuid    NOT NULL,
    question_id uuid    NOT NULL,
    answers     bigint  NOT NULL,
    correct     bigint  NOT NULL,
    score       numeric NOT NULL,
    maximum     numeric NOT NULL,
    PRIMARY KEY (bank_id, question_id)
);

CREATE TABLE learner_question_rollup (
    bank_id     uuid    NOT NULL,
    learner_id  text    NOT NULL,
    question_id uuid    NOT NULL,
    answers     bigint  NOT NULL,
    correct     bigint  NOT NULL,
    PRIMARY KEY (bank_id, learner_id, question_id)
);
CREATE INDEX learners_of_question ON learner_question_rollup (bank_id, question_id);
