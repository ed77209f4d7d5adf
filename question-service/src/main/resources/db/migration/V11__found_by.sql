-- What the newest revision is found by: its different words, and a sketch of its wording that is like those of like ones. Made by the
-- service, which also makes up for questions where they are null.
ALTER TABLE question ADD COLUMN words tsvector;
ALTER TABLE question ADD COLUMN sketch bigint[];
CREATE INDEX question_by_words ON question USING gin (words);
CREATE INDEX question_unread ON question (bank_id) WHERE words IS NULL;
