-- What an admin has looked at and wants to see no more, because nothing can come of it.
ALTER TABLE rejected_answer ADD dismissed_at timestamptz, ADD dismissed_by text;
