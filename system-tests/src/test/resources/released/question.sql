-- file: V1__question_bank.sql
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
-- file: V2__modes_and_blueprints.sql
-- Null allows every mode, also one that is added later.
ALTER TABLE bank ADD COLUMN allowed_modes text[];

CREATE TABLE blueprint (
    bank_id      uuid    NOT NULL REFERENCES bank,
    name         text    NOT NULL,
    title        text    NOT NULL,
    unscored     int     NOT NULL,
    minutes      int     NOT NULL,
    pass_mark    int     NOT NULL,
    scale_min    int     NOT NULL,
    scale_max    int     NOT NULL,
    sitting_only boolean NOT NULL,
    PRIMARY KEY (bank_id, name)
);

CREATE TABLE blueprint_section (
    bank_id   uuid    NOT NULL,
    blueprint text    NOT NULL,
    position  int     NOT NULL,
    -- By its id: the section goes along when the topic gets another path, and no topic goes away under it.
    topic_id  uuid    NOT NULL REFERENCES topic,
    -- Per cent, as its author gave it; null where its author gave the count.
    share     numeric,
    -- How many questions it has, also where its author gave a share.
    count     int     NOT NULL,
    PRIMARY KEY (bank_id, blueprint, position),
    UNIQUE (bank_id, blueprint, topic_id),
    FOREIGN KEY (bank_id, blueprint) REFERENCES blueprint ON DELETE CASCADE
);
CREATE INDEX blueprint_sections_of_topic ON blueprint_section (topic_id);
-- file: V3__key_corrections.sql
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
-- file: V4__kinds_of_questions.sql
-- What the choices of a matching question are put to; null for all other kinds.
ALTER TABLE question_revision ADD COLUMN prompts jsonb;
-- file: V10__question_states.sql
-- DRAFT, PUBLISHED or RETIRED. All that was there before there were states is published.
ALTER TABLE question ADD COLUMN state text NOT NULL DEFAULT 'PUBLISHED';

-- A revision that was never asked was introduced in 0 and retired in 0, and no other service is ever sent it.
ALTER TABLE question_revision ADD CONSTRAINT never_asked_never_sent CHECK (introduced_in > 0 OR NOT unpublished);
-- The paths of the topics that the question had when the revision was made; null where that wasn't kept yet.
ALTER TABLE question_revision ADD COLUMN topics text[];

-- Who did what to a question beside making revisions and correcting keys, which are kept where they are.
CREATE TABLE question_act (
    number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    question_id uuid        NOT NULL REFERENCES question,
    act         text        NOT NULL,
    -- The question's newest at that time.
    revision    int         NOT NULL,
    reason      text,
    added       text[]      NOT NULL DEFAULT '{}',
    removed     text[]      NOT NULL DEFAULT '{}',
    acted_by    text        NOT NULL,
    acted_at    timestamptz NOT NULL
);
CREATE INDEX acts_of_question ON question_act (question_id, number);
-- file: V11__found_by.sql
-- What the newest revision is found by: its different words, and a sketch of its wording that is like those of like ones. Made by the
-- service, which also makes up for questions where they are null.
ALTER TABLE question ADD COLUMN words tsvector;
ALTER TABLE question ADD COLUMN sketch bigint[];
CREATE INDEX question_by_words ON question USING gin (words);
CREATE INDEX question_unread ON question (bank_id) WHERE words IS NULL;
-- file: V20__imports_that_go_on.sql
CREATE TABLE import_job (
    id           uuid        PRIMARY KEY,
    bank_id      uuid        NOT NULL REFERENCES bank,
    -- queued, reading, writing; done, failed, cancelled.
    state        text        NOT NULL,
    format       text        NOT NULL,
    encoding     text,
    dry_run      boolean     NOT NULL,
    created_at   timestamptz NOT NULL,
    created_by   text        NOT NULL,
    -- Who works at it says so by this; when it is old, nobody does.
    heartbeat_at timestamptz NOT NULL,
    ended_at     timestamptz,
    -- How many questions were read, and of how many it was decided what becomes of them.
    questions    int         NOT NULL DEFAULT 0,
    decided      int         NOT NULL DEFAULT 0,
    -- The bank's revision with what was imported.
    revision     int,
    error_code   text,
    error_detail text
);
CREATE INDEX import_job_open ON import_job (heartbeat_at) WHERE ended_at IS NULL;
CREATE INDEX import_job_ended ON import_job (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE import_verdict (
    import_id uuid    NOT NULL REFERENCES import_job ON DELETE CASCADE,
    number    int     NOT NULL,
    status    text    NOT NULL,
    untagged  boolean NOT NULL,
    file      text,
    verdict   text    NOT NULL,
    PRIMARY KEY (import_id, number)
);

CREATE TABLE import_file (
    import_id uuid NOT NULL REFERENCES import_job ON DELETE CASCADE,
    position  int  NOT NULL,
    name      text NOT NULL,
    format    text NOT NULL,
    PRIMARY KEY (import_id, position)
);
-- file: V30__bank_assets.sql
CREATE TABLE bank_asset (
    bank_id    uuid        NOT NULL REFERENCES bank,
    -- By which the Markdown of questions refers to it: ![...](asset:name).
    name       text        NOT NULL,
    media_type text        NOT NULL,
    width      int         NOT NULL,
    height     int         NOT NULL,
    -- SHA-256 in hexadecimal.
    digest     text        NOT NULL,
    content    bytea       NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,
    PRIMARY KEY (bank_id, name)
);
-- Pictures are compressed already.
ALTER TABLE bank_asset ALTER COLUMN content SET STORAGE EXTERNAL;
