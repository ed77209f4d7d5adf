-- For sweeps by place. No column changes in a regrade, so a grade under a newer key leaves all indexes as they are where its page has room.
CREATE INDEX answer_in_order_of_question ON answer (question_id, revision, attempt_id, position);
DROP INDEX answer_of_question;
ALTER TABLE answer SET (fillfactor = 85);
ALTER TABLE attempt_progress SET (fillfactor = 85);
