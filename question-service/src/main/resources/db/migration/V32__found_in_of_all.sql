-- Apart from the column, so that the table isn't locked for as long as this takes.
UPDATE question SET found_in = revision WHERE words IS NOT NULL;
DROP INDEX question_unread;
CREATE INDEX question_unread ON question (bank_id) WHERE found_in IS DISTINCT FROM revision;
