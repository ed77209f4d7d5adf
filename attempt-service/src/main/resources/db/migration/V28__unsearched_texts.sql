-- Nothing is found by these: the planner needs to know nothing of them, and to sort them takes long.
ALTER TABLE question ALTER stem SET STATISTICS 0, ALTER choices SET STATISTICS 0, ALTER prompts SET STATISTICS 0;
ALTER TABLE answer_key ALTER key SET STATISTICS 0, ALTER explanation SET STATISTICS 0;
