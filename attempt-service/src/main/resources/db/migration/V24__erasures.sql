-- Whether what was typed is gone. Its grade stays as it is: nothing is left that a key could judge.
ALTER TABLE answer ADD erased boolean NOT NULL DEFAULT false;

-- Whose personal data is to go, and how far that has come. A row stays: it keeps the name from coming back with a token.
CREATE TABLE erasure (
    learner_id   text        PRIMARY KEY,
    requested_at timestamptz NOT NULL,
    requested_by text        NOT NULL,
    -- When nothing that the learner typed was left in the tables; null until then.
    texts_at     timestamptz,
    -- WAITING; DELETED or ABSENT, as the issuer said; BY_HAND where no issuer is told.
    account      text        NOT NULL,
    account_at   timestamptz,
    -- What the issuer answered in place of that, last.
    trouble      text
);
CREATE INDEX erasure_waiting ON erasure (requested_at) WHERE texts_at IS NULL OR account = 'WAITING';
