-- Of which revision words and sketch are; null for what an earlier release made. The service makes up for those.
ALTER TABLE question ADD COLUMN found_in int;
