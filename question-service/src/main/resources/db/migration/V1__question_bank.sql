CREATE TABLE bank (
    id         uuid        PRIMARY KEY,
    slug       text        NOT NULL UNIQUE,
    title      text        NOT NULL,
    revision   int         NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    -- The revision that Kafka has acknowledged, with all that it counts.
    published  int         NOT NULL DEFAULT 0
);
CREATE INDEX bank_unpublished ON bank (id) WHERE published < revision;

CREATE TABLE topic (
    id       uuid   PRIMARY KEY,
    bank_id  uuid   NOT NULL REFERENCES bank,
    path     text   NOT NULL,
    title    text   NOT NULL,
    keywords text[] NOT NULL,
    UNIQUE (bank_id, path)
);

CREATE TABLE question (
    id            uuid    PRIMARY KEY,
    bank_id       uuid    NOT NULL REFERENCES bank,
    -- The order in which questions came.
    number        bigint  GENERATED ALWAYS AS IDENTITY,
    external_id   text,
    -- Of the normalised stem and choices: who a question is that has no external id.
    identity_hash text    NOT NULL,
    -- Of the newest revision as shown, and as keyed.
    content_hash  text    NOT NULL,
    key_hash      text    NOT NULL,
    revision      int     NOT NULL,
    -- Whether its topics were named by its author, or come from keyword rules.
    own_topics    boolean NOT NULL,
    UNIQUE (bank_id, external_id)
);
CREATE INDEX question_by_identity ON question (bank_id, identity_hash);
CREATE INDEX question_in_order ON question (bank_id, number);

CREATE TABLE question_revision (
    question_id   uuid        NOT NULL REFERENCES question,
    revision      int         NOT NULL,
    introduced_in int         NOT NULL,
    retired_in    int,
    kind          text        NOT NULL,
    stem          text        NOT NULL,
    choices       jsonb       NOT NULL,
    select_min    int         NOT NULL,
    select_max    int         NOT NULL,
    created_at    timestamptz NOT NULL,
    created_by    text        NOT NULL,
    unpublished   boolean     NOT NULL DEFAULT true,
    PRIMARY KEY (question_id, revision)
);
CREATE INDEX question_revision_unpublished ON question_revision (question_id) WHERE unpublished;

CREATE TABLE answer_key (
    question_id uuid    NOT NULL,
    revision    int     NOT NULL,
    key_version int     NOT NULL,
    key         jsonb   NOT NULL,
    explanation text,
    unpublished boolean NOT NULL DEFAULT true,
    PRIMARY KEY (question_id, revision),
    FOREIGN KEY (question_id, revision) REFERENCES question_revision
);
CREATE INDEX answer_key_unpublished ON answer_key (question_id) WHERE unpublished;

CREATE TABLE question_topic (
    question_id uuid NOT NULL REFERENCES question,
    topic_id    uuid NOT NULL REFERENCES topic,
    PRIMARY KEY (question_id, topic_id)
);
CREATE INDEX questions_of_topic ON question_topic (topic_id);
