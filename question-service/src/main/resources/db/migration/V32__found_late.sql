-- By itself, so that it waits for nothing that waits for it. question_unread stays for services of an earlier release that run beside this one.
CREATE INDEX question_found_late ON question (bank_id) WHERE found_in IS DISTINCT FROM revision;
