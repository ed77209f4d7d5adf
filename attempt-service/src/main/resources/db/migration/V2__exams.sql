-- After which exams of a bank are composed, timed and scored.
CREATE TABLE blueprint (
    bank_id      uuid    NOT NULL,
    name         text    NOT NULL,
    title        text    NOT NULL,
    sections     jsonb   NOT NULL,
    unscored     int     NOT NULL,
    minutes      int     NOT NULL,
    pass_mark    int     NOT NULL,
    scale_min    int     NOT NULL,
    scale_max    int     NOT NULL,
    sitting_only boolean NOT NULL,
    PRIMARY KEY (bank_id, name)
);

-- The only place where a name stands.
CREATE TABLE learner (
    learner_id text        PRIMARY KEY,
    name       text,
    seen_at    timestamptz NOT NULL
);

-- A membership is told by the token or given by the API; either is enough.
CREATE TABLE cohort_member (
    cohort     text        NOT NULL,
    learner_id text        NOT NULL,
    source     text        NOT NULL CHECK (source IN ('token', 'api')),
    since      timestamptz NOT NULL,
    added_by   text,
    PRIMARY KEY (learner_id, cohort, source)
);
CREATE INDEX cohort_member_of_cohort ON cohort_member (cohort, learner_id);

CREATE TABLE sitting (
    sitting_id       uuid        PRIMARY KEY,
    bank_slug        text        NOT NULL,
    blueprint        text        NOT NULL,
    cohort           text        NOT NULL,
    title            text        NOT NULL,
    opens_at         timestamptz NOT NULL,
    closes_at        timestamptz NOT NULL CHECK (closes_at > opens_at),
    attempts_allowed int         NOT NULL CHECK (attempts_allowed > 0),
    access_code      text,
    feedback         text        NOT NULL,
    created_by       text        NOT NULL,
    created_at       timestamptz NOT NULL
);
CREATE INDEX sitting_of_cohort ON sitting (cohort, opens_at DESC, sitting_id);

CREATE TABLE accommodation (
    sitting_id    uuid        NOT NULL REFERENCES sitting,
    learner_id    text        NOT NULL,
    extra_minutes int         NOT NULL,
    reason        text        NOT NULL,
    granted_by    text        NOT NULL,
    granted_at    timestamptz NOT NULL,
    PRIMARY KEY (sitting_id, learner_id)
);

ALTER TABLE attempt
    -- Decides the order of choices, with 0 as they were written; the paper itself is stored.
    ADD seed            bigint  NOT NULL DEFAULT 0,
    ADD unscored        int[]   NOT NULL DEFAULT '{}',
    -- The blueprint as it stood at the start: a later edit changes no running exam.
    ADD blueprint       text,
    ADD minutes         int,
    ADD pass_mark       int,
    ADD scale_min       int,
    ADD scale_max       int,
    ADD sitting_id      uuid,
    -- Whether it is an examination, so that its learner may look nothing up in the bank meanwhile.
    ADD examines        boolean NOT NULL DEFAULT false,
    ADD preview         boolean NOT NULL DEFAULT false,
    ADD deadline        timestamptz,
    ADD extra_minutes   int     NOT NULL DEFAULT 0,
    -- At the end of a pause its length is added to the deadline.
    ADD paused_at       timestamptz,
    -- How often it has ended; the number of the paper that was announced last.
    ADD paper_version   int     NOT NULL DEFAULT 0,
    ADD idempotency_key text,
    ADD request_digest  text;
UPDATE attempt SET paper_version = 1 WHERE status <> 'OPEN';
CREATE UNIQUE INDEX attempt_by_idempotency_key ON attempt (learner_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
-- Whoever has an open exam in a bank starts no other there.
CREATE UNIQUE INDEX attempt_open_exam ON attempt (learner_id, bank_id) WHERE examines AND status = 'OPEN' AND NOT preview;
DROP INDEX attempt_unannounced;
CREATE INDEX attempt_unannounced ON attempt (finished_at) WHERE status NOT IN ('OPEN', 'PAUSED') AND NOT announced;
CREATE INDEX attempt_due ON attempt (deadline) WHERE status = 'OPEN' AND deadline IS NOT NULL;
CREATE INDEX attempt_of_sitting ON attempt (sitting_id, learner_id) WHERE sitting_id IS NOT NULL;
CREATE INDEX attempt_of_blueprint ON attempt (bank_id, blueprint) WHERE blueprint IS NOT NULL;
CREATE INDEX attempt_in_order ON attempt (started_at DESC, attempt_id);
CREATE INDEX attempt_of_cohort ON attempt USING gin (cohorts);

-- What changes while grades come: kept apart from the attempt's row, which answers hold shared.
CREATE TABLE attempt_progress (
    attempt_id uuid    PRIMARY KEY,
    -- Grows with each change that a viewer should hear of.
    change     bigint  NOT NULL DEFAULT 0,
    -- The last sign of life.
    seen_at    timestamptz,
    -- Once the attempt has ended: what its paper is worth, over the scored questions.
    score      numeric,
    maximum    numeric,
    -- Answers of the paper whose grade under the newest key is still to come; null while it is open.
    ungraded   int
);
INSERT INTO attempt_progress (attempt_id) SELECT attempt_id FROM attempt;

-- Where a learner stands with a question, apart from the response itself.
CREATE TABLE attempt_position (
    attempt_id     uuid        NOT NULL,
    position       int         NOT NULL,
    flagged        boolean     NOT NULL,
    elapsed_millis bigint,
    seq            bigint,
    changed_at     timestamptz NOT NULL,
    PRIMARY KEY (attempt_id, position)
);

-- What came too late. Counts only if the staff accepts it, as a version of the answer then.
CREATE TABLE late_answer (
    attempt_id   uuid        NOT NULL,
    position     int         NOT NULL,
    late_version int         NOT NULL,
    response     jsonb,
    received_at  timestamptz NOT NULL,
    accepted_at  timestamptz,
    PRIMARY KEY (attempt_id, position, late_version)
);

-- Who of the staff changed an attempt, and why.
CREATE TABLE attempt_journal (
    entry      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    attempt_id uuid        NOT NULL,
    at         timestamptz NOT NULL,
    actor      text        NOT NULL,
    action     text        NOT NULL,
    reason     text        NOT NULL,
    detail     text
);
CREATE INDEX attempt_journal_of_attempt ON attempt_journal (attempt_id, entry);

ALTER TABLE answer
    ADD elapsed_millis bigint,
    -- The attempt's change with which the newest grade came.
    ADD change         bigint NOT NULL DEFAULT 0;
