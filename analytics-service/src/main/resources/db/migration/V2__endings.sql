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
