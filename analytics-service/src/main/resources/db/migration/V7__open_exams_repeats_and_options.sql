-- As batches come to them: an index needs its table without writers.
LOCK TABLE attempt, answer_fact IN SHARE MODE;

-- Exams that learners sit now: a row with paper_version 0 and ending 'REOPENED' is one that has begun.
CREATE INDEX exam_open ON attempt (learner_id, bank_id) WHERE mode = 'exam' AND ending = 'REOPENED';

-- How many learners repeated a question can't be told by sums. Holds nothing of learners who answer each question once.
CREATE INDEX fact_repeated ON answer_fact (question_id, learner_id) WHERE counted AND answered AND NOT first;

-- Choices that are put in order or to prompts are no options, whatever the key says now: questions are read again to tell them apart.
COMMENT ON COLUMN question_revision.choice_ids IS 'those that are ticked; none where the answer is typed or arranged';
DELETE FROM stored_offset WHERE topic = 'questions';

-- When an estimation was tried last, which may have failed since the one that is kept.
ALTER TABLE calibration ADD tried_at timestamptz NOT NULL DEFAULT now();
