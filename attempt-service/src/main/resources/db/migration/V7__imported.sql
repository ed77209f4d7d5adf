-- By which external systems name a question. The questions that are here already are read again, to learn theirs.
ALTER TABLE question ADD external_id text;
CREATE INDEX question_by_external_id ON question (bank_id, external_id) WHERE external_id IS NOT NULL;
DELETE FROM stored_offset WHERE topic = 'questions';

-- Whether an answer goes to the graders in the slow lane from the first: it was given long ago, in another system.
ALTER TABLE answer ADD slow boolean NOT NULL DEFAULT false;
DROP INDEX answer_unsent;
CREATE INDEX answer_unsent ON answer (received_at) WHERE sent_at IS NULL AND NOT slow;
CREATE INDEX answer_unsent_slow ON answer (attempt_id, position) WHERE sent_at IS NULL AND slow;

-- Which responses are stored. An external id may hold a learner's name, so an HMAC stands for it.
CREATE TABLE imported_response (
    bank_id     uuid NOT NULL,
    response_id uuid NOT NULL,
    -- Of what it says, so that another one under the same id is found out.
    digest      uuid NOT NULL,
    PRIMARY KEY (bank_id, response_id)
);

-- The streams that are being read, or broke off.
CREATE TABLE import_stream (
    stream_id uuid        PRIMARY KEY,
    seen_at   timestamptz NOT NULL
);

-- The sittings that a stream has changed and will end.
CREATE TABLE open_import (
    attempt_id       uuid        PRIMARY KEY,
    stream_id        uuid        NOT NULL,
    last_answered_at timestamptz NOT NULL
);
CREATE INDEX open_import_of_stream ON open_import (stream_id, attempt_id);
