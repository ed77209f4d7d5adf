-- What the choices of a matching question are put to; null for all other kinds.
ALTER TABLE question ADD COLUMN prompts jsonb;
