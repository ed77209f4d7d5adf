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
