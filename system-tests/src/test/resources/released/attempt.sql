-- file: V0_1__stored_offsets.sql
-- How far each partition of each topic is applied in this database; written in the transaction that applies.
CREATE TABLE stored_offset (
    topic       text        NOT NULL,
    partition   int         NOT NULL,
    next_offset bigint      NOT NULL,
    event_time  timestamptz NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- Records that can never be applied, as they came.
CREATE TABLE set_aside_event (
    topic         text        NOT NULL,
    partition     int         NOT NULL,
    record_offset bigint      NOT NULL,
    record_key    text,
    payload       bytea,
    reason        text        NOT NULL,
    set_aside_at  timestamptz NOT NULL,
    PRIMARY KEY (topic, partition, record_offset)
);
-- file: V0_2__set_aside_replay.sql
ALTER TABLE set_aside_event
    -- When the event happened; null of what was set aside before this was kept.
    ADD event_time timestamptz,
    -- How often it was applied again by hand, who tried it last and when, and when that succeeded.
    ADD tries      int NOT NULL DEFAULT 0,
    ADD tried_at   timestamptz,
    ADD tried_by   text,
    ADD applied_at timestamptz;
CREATE INDEX set_aside_waiting ON set_aside_event (topic, partition, record_offset) WHERE applied_at IS NULL;
-- file: V1__attempts.sql
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
-- file: V2__exams.sql
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
-- file: V3__sittings.sql
-- The cohorts of each learner: those given or told, and for whoever has none the one of everybody else.
CREATE VIEW cohort_of_learner AS
    SELECT DISTINCT learner_id, cohort FROM cohort_member
    UNION ALL
    SELECT learner_id, 'everyone' FROM learner
    WHERE NOT EXISTS (SELECT FROM cohort_member WHERE cohort_member.learner_id = learner.learner_id);

-- Feedback comes when an attempt ends, as its mode says.
ALTER TABLE sitting DROP COLUMN feedback;

-- Whatever has ended once has a paper; what is open again after that is announced as well.
DROP INDEX attempt_unannounced;
CREATE INDEX attempt_unannounced ON attempt (attempt_id) WHERE NOT announced AND paper_version > 0;
-- file: V4__results.sql
-- The change with which the attempt's state or deadline changed last. What its mode hid until then is news from there on.
ALTER TABLE attempt_progress ADD state_change bigint NOT NULL DEFAULT 0;

-- What the papers are worth that were over before their worth was kept.
WITH worth AS (
    SELECT attempt_id,
        coalesce(sum(coalesce(answer.score, 0)) FILTER (WHERE paper.position <> ALL (unscored)), 0) AS score,
        coalesce(sum(coalesce(answer.maximum, (answer_key.key ->> 'maximum')::numeric))
            FILTER (WHERE paper.position <> ALL (unscored)), 0) AS maximum,
        count(*) FILTER (WHERE response IS NOT NULL
            AND (graded_key_version IS NULL OR graded_key_version < key_version)) AS ungraded
    FROM attempt
        CROSS JOIN LATERAL unnest(question_ids, revisions) WITH ORDINALITY AS paper (question_id, revision, position)
        LEFT JOIN answer USING (attempt_id, position)
        LEFT JOIN answer_key ON answer_key.question_id = paper.question_id AND answer_key.revision = paper.revision
    WHERE status IN ('FINISHED', 'EXPIRED')
        AND (answer.version IS NULL OR NOT superseded)
    GROUP BY attempt_id)
UPDATE attempt_progress SET score = worth.score, maximum = worth.maximum, ungraded = worth.ungraded
FROM worth WHERE worth.attempt_id = attempt_progress.attempt_id;
-- file: V5__late_answers.sql
-- As the client counts its changes: what comes late also comes out of order.
ALTER TABLE late_answer ADD seq bigint;

-- The last late answer of each position. It waits for the staff until it is accepted, unless an answer was given in time after
-- it, which an attempt that was opened again allows.
CREATE VIEW last_late_answer AS
    SELECT late.attempt_id, late.position, late.response, late.received_at, late.accepted_at,
        late.accepted_at IS NULL AND (newest.received_at IS NULL OR newest.received_at < late.received_at) AS waiting
    FROM (
        SELECT DISTINCT ON (attempt_id, position) * FROM late_answer ORDER BY attempt_id, position, late_version DESC) AS late
        LEFT JOIN answer newest ON newest.attempt_id = late.attempt_id AND newest.position = late.position
            AND NOT newest.superseded;
-- file: V6__regrades.sql
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
-- file: V7__imported.sql
-- By which external systems name a question. The questions that are here already are read again, to learn theirs.
ALTER TABLE question ADD external_id text;
CREATE INDEX question_by_external_id ON question (bank_id, external_id) WHERE external_id IS NOT NULL;
DELETE FROM stored_offset WHERE topic = 'questions';

-- Whether an answer goes to the graders in the slow lane from the first: it was given long ago, in another system.
ALTER TABLE answer ADD slow boolean NOT NULL DEFAULT false;
DROP INDEX answer_unsent;
CREATE INDEX answer_unsent ON answer (received_at) WHERE sent_at IS NULL AND NOT slow;
CREATE INDEX answer_unsent_slow ON answer (attempt_id, position) WHERE sent_at IS NULL AND slow;

-- Which responses are stored. An external id may hold a learner's name, so an HMAC stands for it.
CREATE TABLE imported_response (
    bank_id     uuid NOT NULL,
    response_id uuid NOT NULL,
    -- Of what it says, so that another one under the same id is found out.
    digest      uuid NOT NULL,
    PRIMARY KEY (bank_id, response_id)
);

-- The streams that are being read, or broke off.
CREATE TABLE import_stream (
    stream_id uuid        PRIMARY KEY,
    seen_at   timestamptz NOT NULL
);

-- The sittings that a stream has changed and will end.
CREATE TABLE open_import (
    attempt_id       uuid        PRIMARY KEY,
    stream_id        uuid        NOT NULL,
    last_answered_at timestamptz NOT NULL
);
CREATE INDEX open_import_of_stream ON open_import (stream_id, attempt_id);
-- file: V8__rejections.sql
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
-- file: V9__late_changes_back.sql
-- A late answer waits for the staff until it is accepted, unless it is what counts already, or the blank, or its learner did something
-- with the position in time after it, which an attempt that was opened again allows.
CREATE OR REPLACE VIEW last_late_answer AS
    SELECT late.attempt_id, late.position, late.response, late.received_at, late.accepted_at,
        late.accepted_at IS NULL AND (newest.received_at IS NULL OR newest.received_at < late.received_at)
            AND late.response IS DISTINCT FROM newest.response
            AND NOT coalesce(marked.seq > late.highest_seq OR marked.changed_at > late.received_at, false) AS waiting,
        late.late_version, late.highest_seq
    FROM (
        SELECT DISTINCT ON (attempt_id, position) *, max(seq) OVER (PARTITION BY attempt_id, position) AS highest_seq
        FROM late_answer ORDER BY attempt_id, position, late_version DESC) AS late
        LEFT JOIN answer newest ON newest.attempt_id = late.attempt_id AND newest.position = late.position
            AND NOT newest.superseded
        LEFT JOIN attempt_position marked ON marked.attempt_id = late.attempt_id AND marked.position = late.position;
-- file: V10__dismissed.sql
-- What an admin has looked at and wants to see no more, because nothing can come of it.
ALTER TABLE rejected_answer ADD dismissed_at timestamptz, ADD dismissed_by text;
-- file: V11__kinds_of_questions.sql
-- What the choices of a matching question are put to; null for all other kinds.
ALTER TABLE question ADD COLUMN prompts jsonb;
-- file: V20__traces.sql
-- The place in the trace of the call that brought the answer (W3C traceparent), where that was recorded.
ALTER TABLE answer ADD traceparent text;
-- file: V21__sweeps.sql
-- How far a key's answers that had been sent under an older one were sent again: in the order of their places. Nothing is noted of the
-- answers themselves, so a regraded answer's row is written once, when its grade comes.
CREATE TABLE key_sweep (
    question_id uuid        NOT NULL,
    revision    int         NOT NULL,
    -- The key version under which they are sent. A newer one begins anew.
    key_version int         NOT NULL,
    -- The last place that was sent.
    attempt_id  uuid        NOT NULL,
    position    int         NOT NULL,
    -- Whether that was the last of all. The row stays until it is known that all the grades came.
    ended       boolean     NOT NULL DEFAULT false,
    -- When the last portion was sent, or looked for in vain.
    swept_at    timestamptz NOT NULL,
    PRIMARY KEY (question_id, revision)
) WITH (fillfactor = 70);
CREATE INDEX key_sweep_under_way ON key_sweep (swept_at, question_id, revision) WHERE NOT ended;
CREATE INDEX key_sweep_ended ON key_sweep (swept_at) WHERE ended;

COMMENT ON COLUMN answer_key.swept_version IS 'The key version under which all was sent again that had been sent under an older one';
COMMENT ON COLUMN answer.sent_at IS 'When Kafka last acknowledged it, but for a sweep of its key that found it graded';
COMMENT ON COLUMN answer.sent_key_version IS 'The newest key version known then';
-- file: V22__answers_in_order_of_question.sql
-- For sweeps by place. No column changes in a regrade, so a grade under a newer key leaves all indexes as they are where its page has room.
CREATE INDEX answer_in_order_of_question ON answer (question_id, revision, attempt_id, position);
DROP INDEX answer_of_question;
ALTER TABLE answer SET (fillfactor = 85);
ALTER TABLE attempt_progress SET (fillfactor = 85);
