-- DRAFT, PUBLISHED or RETIRED. All that was there before there were states is published.
ALTER TABLE question ADD COLUMN state text NOT NULL DEFAULT 'PUBLISHED';

-- A revision that was never asked was introduced in 0 and retired in 0, and no other service is ever sent it.
ALTER TABLE question_revision ADD CONSTRAINT never_asked_never_sent CHECK (introduced_in > 0 OR NOT unpublished);
-- The paths of the topics that the question had when the revision was made; null where that wasn't kept yet.
ALTER TABLE question_revision ADD COLUMN topics text[];

-- Who did what to a question beside making revisions and correcting keys, which are kept where they are.
CREATE TABLE question_act (
    number      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    question_id uuid        NOT NULL REFERENCES question,
    act         text        NOT NULL,
    -- The question's newest at that time.
    revision    int         NOT NULL,
    reason      text,
    added       text[]      NOT NULL DEFAULT '{}',
    removed     text[]      NOT NULL DEFAULT '{}',
    acted_by    text        NOT NULL,
    acted_at    timestamptz NOT NULL
);
CREATE INDEX acts_of_question ON question_act (question_id, number);
