-- Nothing is found by these. To sort thousands of them for the planner was a fifth of the database's work while banks were imported.
ALTER TABLE question ALTER content_hash SET STATISTICS 0, ALTER key_hash SET STATISTICS 0;
ALTER TABLE question_revision ALTER stem SET STATISTICS 0, ALTER choices SET STATISTICS 0, ALTER prompts SET STATISTICS 0;
ALTER TABLE answer_key ALTER key SET STATISTICS 0;
