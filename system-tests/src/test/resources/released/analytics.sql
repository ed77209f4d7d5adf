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
-- file: V1__topic_accuracy.sql
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
-- file: V2__endings.sql
-- Of each attempt the newest that is known of its ending. The row is there from the attempt's first fact on: whoever applies
-- its facts or its endings holds it first.
CREATE TABLE attempt (
    attempt_id      uuid   PRIMARY KEY,
    -- 0 and null while no ending is known.
    paper_version   int    NOT NULL DEFAULT 0,
    ending          text,
    -- Of an exam: the questions that were answered, and beside each the version of the answer that its paper holds.
    question_ids    uuid[] NOT NULL DEFAULT '{}',
    answer_versions int[]  NOT NULL DEFAULT '{}'
);

-- Whether the fact is in the sums. All were, until now.
ALTER TABLE answer_fact ADD counted boolean NOT NULL DEFAULT true;
ALTER TABLE answer_fact ALTER counted DROP DEFAULT;
CREATE INDEX fact_of_attempt ON answer_fact (attempt_id);

-- Those of exams wait for their endings, which are read from the beginning now.
WITH withheld AS (
    UPDATE answer_fact SET counted = false WHERE mode = 'exam'
    RETURNING bank_id, learner_id, question_id, answered, correct, score, maximum),
by_learner AS (
    UPDATE learner_question_rollup AS rollup
    SET answers = rollup.answers - gone.answers, correct = rollup.correct - gone.correct
    FROM (
        SELECT bank_id, learner_id, question_id, count(*) AS answers, count(*) FILTER (WHERE correct) AS correct
        FROM withheld WHERE answered GROUP BY bank_id, learner_id, question_id) AS gone
    WHERE rollup.bank_id = gone.bank_id AND rollup.learner_id = gone.learner_id AND rollup.question_id = gone.question_id)
UPDATE question_rollup AS rollup
SET answers = rollup.answers - gone.answers, correct = rollup.correct - gone.correct,
    score = rollup.score - gone.score, maximum = rollup.maximum - gone.maximum
FROM (
    SELECT bank_id, question_id, count(*) AS answers, count(*) FILTER (WHERE correct) AS correct,
        sum(score) AS score, sum(maximum) AS maximum
    FROM withheld WHERE answered GROUP BY bank_id, question_id) AS gone
WHERE rollup.bank_id = gone.bank_id AND rollup.question_id = gone.question_id;
-- file: V3__facts_once_all_else_derived.sql
-- Facts can't be changed in place: they lack the response, the time taken and the cohorts. Grades and endings are kept in the log
-- for ever, so they are read again from the beginning, and what could not be applied of them is tried anew.
DROP TABLE answer_fact, attempt, question_rollup, learner_question_rollup;
DELETE FROM stored_offset WHERE topic IN ('answers-graded', 'answers-regraded', 'attempts-finished');
DELETE FROM set_aside_event WHERE topic IN ('answers-graded', 'answers-regraded', 'attempts-finished');

-- Whoever applies grades or endings holds the rows of the learners concerned, in the order of ids, before anything else.
CREATE TABLE learner (
    learner_id text COLLATE "C" PRIMARY KEY
);

-- Of each attempt that ended, in whatever mode, what the highest paper_version says; 'REOPENED' is one that goes on.
CREATE TABLE attempt (
    attempt_id      uuid        PRIMARY KEY,
    paper_version   int         NOT NULL,
    ending          text        NOT NULL,
    bank_id         uuid        NOT NULL,
    learner_id      text        COLLATE "C" NOT NULL,
    mode            text        COLLATE "C" NOT NULL,
    blueprint       text,
    cohorts         text[]      NOT NULL,
    started_at      timestamptz NOT NULL,
    finished_at     timestamptz NOT NULL,
    -- The whole paper in the order of positions, an element a question in each array.
    question_ids    uuid[]      NOT NULL,
    revisions       int[]       NOT NULL,
    -- 0 where the question was left blank.
    answer_versions int[]       NOT NULL,
    -- Whether the question was only tried out.
    unscored        boolean[]   NOT NULL
);

-- One row an answer: its highest (answer_version, key_version). All that follows is derived from here, as deltas.
CREATE TABLE answer_fact (
    answer_id      uuid        PRIMARY KEY,
    answer_version int         NOT NULL,
    key_version    int         NOT NULL,
    attempt_id     uuid        NOT NULL,
    bank_id        uuid        NOT NULL,
    learner_id     text        COLLATE "C" NOT NULL,
    question_id    uuid        NOT NULL,
    revision       int         NOT NULL,
    mode           text        COLLATE "C" NOT NULL,
    blueprint      text,
    cohorts        text[]      NOT NULL,
    -- In the JSON form of the contract; null where the answer was cleared.
    response       text,
    -- Whether something was answered, to a question that is not withdrawn.
    answered       boolean     NOT NULL,
    correct        boolean     NOT NULL,
    score          numeric     NOT NULL,
    maximum        numeric     NOT NULL,
    elapsed_millis bigint,
    answered_at    timestamptz NOT NULL,
    -- Whether the fact may be told: an exam is over, nothing was voided. Only what is counted and answered is in the rollups.
    counted        boolean     NOT NULL,
    -- Whether it is, of what is counted and answered, the learner's first answer to the question.
    first          boolean     NOT NULL
);
CREATE INDEX fact_of_learner ON answer_fact (learner_id, bank_id, question_id);
CREATE INDEX fact_of_attempt ON answer_fact (attempt_id);

-- Sums over counted facts. Each answer stands once under the cohort '', which is all learners, and once under each cohort of its
-- own. A row of zeros means the same as no row.
CREATE TABLE question_rollup (
    bank_id     uuid    NOT NULL,
    cohort      text    COLLATE "C" NOT NULL,
    question_id uuid    NOT NULL,
    mode        text    COLLATE "C" NOT NULL,
    first       boolean NOT NULL,
    answers     bigint  NOT NULL,
    correct     bigint  NOT NULL,
    score       numeric NOT NULL,
    maximum     numeric NOT NULL,
    PRIMARY KEY (bank_id, cohort, question_id, mode, first)
) WITH (fillfactor = 70);

-- The same by the day, in UTC, on which the answer was given.
CREATE TABLE question_day_rollup (
    bank_id     uuid    NOT NULL,
    cohort      text    COLLATE "C" NOT NULL,
    day         date    NOT NULL,
    question_id uuid    NOT NULL,
    mode        text    COLLATE "C" NOT NULL,
    first       boolean NOT NULL,
    answers     bigint  NOT NULL,
    correct     bigint  NOT NULL,
    score       numeric NOT NULL,
    maximum     numeric NOT NULL,
    PRIMARY KEY (bank_id, cohort, day, question_id, mode, first)
) WITH (fillfactor = 70);

-- How long answers took: a histogram whose buckets the class TimeBuckets describes. Answers without a time are in none.
CREATE TABLE question_time_rollup (
    bank_id     uuid     NOT NULL,
    cohort      text     COLLATE "C" NOT NULL,
    question_id uuid     NOT NULL,
    mode        text     COLLATE "C" NOT NULL,
    first       boolean  NOT NULL,
    bucket      smallint NOT NULL,
    answers     bigint   NOT NULL,
    PRIMARY KEY (bank_id, cohort, question_id, mode, first, bucket)
) WITH (fillfactor = 70);

CREATE TABLE question_day_time_rollup (
    bank_id     uuid     NOT NULL,
    cohort      text     COLLATE "C" NOT NULL,
    day         date     NOT NULL,
    question_id uuid     NOT NULL,
    mode        text     COLLATE "C" NOT NULL,
    first       boolean  NOT NULL,
    bucket      smallint NOT NULL,
    answers     bigint   NOT NULL,
    PRIMARY KEY (bank_id, cohort, day, question_id, mode, first, bucket)
) WITH (fillfactor = 70);
-- file: V4__proofs.sql
-- Replays of the log into fresh tables, to compare them with the live ones or to take their place.
CREATE TABLE proof_run (
    run_id       uuid        PRIMARY KEY,
    kind         text        NOT NULL,
    status       text        NOT NULL,
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL,
    -- How often an instance began it: one that died is followed by another, a few times.
    tries        int         NOT NULL DEFAULT 0,
    started_at   timestamptz,
    finished_at  timestamptz,
    -- Of the last try: how many records there were to read when it began, and how many are read.
    records      bigint      NOT NULL DEFAULT 0,
    records_read bigint      NOT NULL DEFAULT 0,
    -- Up to where the log was read: by topic and partition the next offset.
    offsets      jsonb,
    differences  jsonb,
    detail       text
);
CREATE UNIQUE INDEX one_of_a_kind_at_a_time ON proof_run (kind) WHERE status IN ('REQUESTED', 'RUNNING');
CREATE INDEX proof_by_time ON proof_run (requested_at);
-- file: V5__items.sql
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
-- file: V6__times_in_one_number.sql
-- As batches come to them, so that an instance of the version before that still counts waits, instead of one for the other in a circle.
LOCK TABLE learner, attempt, answer_fact, question_day_rollup, question_time_rollup, question_day_time_rollup, question_rollup
    IN ACCESS EXCLUSIVE MODE;

-- How long answers took stands beside the other sums now, in one number a row: see the class TimeHistogram. Its tables are replaced,
-- in this schema and where the tables of the last equal proof are kept, so that no event has to be read again. A large portion of
-- answers changes every row of a bank's sums over all time: each page has room for all of its rows once more.
CREATE FUNCTION with_times(in_schema text, sums text, times text, key text, fill int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %I.%I RENAME TO %I', in_schema, sums, sums || '_without_times');
    EXECUTE format('CREATE TABLE %I.%I (LIKE %I.%I, times numeric NOT NULL) WITH (fillfactor = %s)',
        in_schema, sums, in_schema, sums || '_without_times', fill);
    EXECUTE format('
        INSERT INTO %1$I.%2$I
        SELECT held.*, coalesce(times, 0)
        FROM %1$I.%3$I AS held
            LEFT JOIN (
                SELECT %5$s, sum(answers * (''1e'' || 12 * (bucket - 56))::numeric) AS times FROM %1$I.%4$I GROUP BY %5$s) AS took
            USING (%5$s)
        ORDER BY %5$s',
        in_schema, sums, sums || '_without_times', times, key);
    EXECUTE format('DROP TABLE %I.%I, %I.%I', in_schema, sums || '_without_times', in_schema, times);
    EXECUTE format('ALTER TABLE %I.%I ADD CONSTRAINT %I PRIMARY KEY (%s)', in_schema, sums, sums || '_pkey', key);
END $$;

DO $$
DECLARE
    in_schema text;
BEGIN
    FOREACH in_schema IN ARRAY ARRAY[current_schema()::text, 'proven'] LOOP
        IF to_regclass(format('%I.question_time_rollup', in_schema)) IS NOT NULL THEN
            PERFORM with_times(in_schema, 'question_rollup', 'question_time_rollup',
                'bank_id, cohort, question_id, mode, first', 50);
            PERFORM with_times(in_schema, 'question_day_rollup', 'question_day_time_rollup',
                'bank_id, cohort, day, question_id, mode, first', 70);
        END IF;
    END LOOP;
END $$;

DROP FUNCTION with_times;
