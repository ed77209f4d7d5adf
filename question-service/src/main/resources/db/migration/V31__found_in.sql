-- Of which revision words and sketch are: a service of an earlier release, which doesn't keep it, may run beside this one for a while.
ALTER TABLE question ADD COLUMN found_in int;
