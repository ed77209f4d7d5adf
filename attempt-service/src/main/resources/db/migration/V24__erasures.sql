-- Whether what was typed is gone. Nothing is left that a key could judge, so that it is never behind.
ALTER TABLE answer
    ADD erased             boolean NOT NULL DEFAULT false,
    -- The key version of an erased answer's grade, whose graded_key_version is above all.
    ADD erased_key_version int;

-- Whether the personal data is to go, or gone. Held by who starts something for the learner.
ALTER TABLE learner ADD erased boolean NOT NULL DEFAULT false;

-- No name comes back, whoever writes it: an older instance, or one that read before the erasure.
CREATE FUNCTION keep_the_erased_nameless() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.name := NULL; RETURN NEW; END $$;
CREATE TRIGGER learner_stays_nameless BEFORE INSERT OR UPDATE ON learner
    FOR EACH ROW WHEN (NEW.erased AND NEW.name IS NOT NULL) EXECUTE FUNCTION keep_the_erased_nameless();

-- Whose personal data is to go, and how far that has come.
CREATE TABLE erasure (
    learner_id   text        PRIMARY KEY,
    requested_at timestamptz NOT NULL,
    requested_by text        NOT NULL,
    -- When nothing that the learner typed was left in the tables; null until then, and again where something turns up.
    texts_at     timestamptz,
    -- When the tables were looked through last.
    looked_at    timestamptz,
    -- WAITING; DELETED or ABSENT, as the issuer said; BY_HAND where no issuer is told.
    account      text        NOT NULL,
    account_at   timestamptz,
    -- How often the issuer was asked to delete it, and when it is to be asked next.
    tries        int         NOT NULL DEFAULT 0,
    next_try_at  timestamptz,
    -- What the issuer answered in place of that, last.
    trouble      text
);
CREATE INDEX erasure_of_texts ON erasure (looked_at) WHERE texts_at IS NULL;
CREATE INDEX erasure_in_order ON erasure (requested_at);
CREATE INDEX erasure_of_account ON erasure (next_try_at) WHERE account IN ('WAITING', 'BY_HAND');

CREATE INDEX accommodation_of_learner ON accommodation (learner_id);
CREATE INDEX rejected_answer_of_key ON rejected_answer (record_key) WHERE payload IS NOT NULL;
CREATE INDEX set_aside_event_of_key ON set_aside_event (record_key) WHERE payload IS NOT NULL;
