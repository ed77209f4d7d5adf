-- The key that says how the question scores, while a correction gives everybody its credit, or nobody: whoever takes that back goes on from it.
ALTER TABLE answer_key ADD COLUMN scoring_key jsonb;
