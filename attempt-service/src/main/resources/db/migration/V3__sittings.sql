-- The cohorts of each learner: those given or told, and for whoever has none the one of everybody else.
CREATE VIEW cohort_of_learner AS
    SELECT DISTINCT learner_id, cohort FROM cohort_member
    UNION ALL
    SELECT learner_id, 'everyone' FROM learner
    WHERE NOT EXISTS (SELECT FROM cohort_member WHERE cohort_member.learner_id = learner.learner_id);
