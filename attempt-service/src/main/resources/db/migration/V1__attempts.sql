-- What question-service published, as it stands now.
CREATE TABLE bank (
    bank_id        uuid   PRIMARY KEY,
    slug           text   NOT NULL,
    title          text   NOT NULL,
    revision       int    NOT NULL,
    allowed_modes  text[] NOT NULL,
    question_count int    NOT NULL,
    digest         text   NOT NULL,
    -- The highest revision whose digest was found equal to that of the questions held here.
    whole_revision int    NOT NULL DEFAULT 0
);
CREATE INDEX bank_by_slug ON bank (slug);

CREATE TABLE topic (
    topic_id uuid PRIMARY KEY,
    bank_id  uuid NOT NULL,
    path     text NOT NULL,
    title    text NOT NULL
);
CREATE INDEX topic_of_bank ON topic (bank_id, path);

CREATE TABLE question (
    question_id   uuid   NOT NULL,
    revision      int    NOT NULL,
    bank_id       uuid   NOT NULL,
    introduced_in int    NOT NULL,
    retired_in    int,
    kind          text   NOT NULL,
    stem          text   NOT NULL,
    choices       jsonb  NOT NULL,
    select_min    int    NOT NULL,
    select_max    int    NOT NULL,
    topic_ids     uuid[] NOT NULL,
    PRIMARY KEY (question_id, revision)
);
CREATE INDEX question_of_bank ON question (bank_id);

CREATE TABLE answer_key (
    question_id   uuid  NOT NULL,
    revision      int   NOT NULL,
    key_version   int   NOT NULL,
    key           jsonb NOT NULL,
    explanation   text,
    -- The key version up to which no answer is left that was sent under an older one.
    swept_version int   NOT NULL DEFAULT 0,
    PRIMARY KEY (question_id, revision)
);
CREATE INDEX answer_key_unswept ON answer_key (question_id, revision) WHERE swept_version < key_version;

CREATE TABLE attempt (
    attempt_id    uuid        PRIMARY KEY,
    bank_id       uuid        NOT NULL,
    bank_revision int         NOT NULL,
    learner_id    text        NOT NULL,
    mode          text        NOT NULL,
    cohorts       text[]      NOT NULL,
    status        text        NOT NULL,
    started_at    timestamptz NOT NULL,
    finished_at   timestamptz,
    -- The paper: what stands at position 1, 2, ...
    question_ids  uuid[]      NOT NULL,
    revisions     int[]       NOT NULL,
    -- Whether AttemptFinished was acknowledged by Kafka.
    announced     boolean     NOT NULL DEFAULT false
);
CREATE INDEX attempt_unannounced ON attempt (finished_at) WHERE status <> 'OPEN' AND NOT announced;
CREATE INDEX attempt_of_learner ON attempt (learner_id, started_at DESC);

-- Each version of an answer is a row, and the row is its own outbox.
CREATE TABLE answer (
    attempt_id         uuid        NOT NULL,
    position           int         NOT NULL,
    version            int         NOT NULL,
    answer_id          uuid        NOT NULL,
    question_id        uuid        NOT NULL,
    revision           int         NOT NULL,
    response           jsonb,
    received_at        timestamptz NOT NULL,
    superseded         boolean     NOT NULL DEFAULT false,
    -- When Kafka last acknowledged it, and the newest key version known then.
    sent_at            timestamptz,
    sent_key_version   int,
    -- Whether the grade under that key version, or a newer one, is still to come.
    awaiting           boolean     NOT NULL DEFAULT true,
    graded_key_version int,
    score              numeric,
    maximum            numeric,
    correct            boolean,
    PRIMARY KEY (attempt_id, position, version)
);
CREATE INDEX answer_unsent ON answer (received_at) WHERE sent_at IS NULL;
CREATE INDEX answer_awaiting ON answer (sent_at) WHERE awaiting AND NOT superseded;
CREATE INDEX answer_of_question ON answer (question_id, revision, sent_key_version);
