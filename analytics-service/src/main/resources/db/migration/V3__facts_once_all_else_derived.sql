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
