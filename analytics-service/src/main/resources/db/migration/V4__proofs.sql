-- Replays of the log into fresh tables, to compare them with the live ones or to take their place.
CREATE TABLE proof_run (
    run_id       uuid        PRIMARY KEY,
    kind         text        NOT NULL,
    status       text        NOT NULL,
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL,
    -- How often an instance began it: one that died is followed by another, a few times.
    tries        int         NOT NULL DEFAULT 0,
    started_at   timestamptz,
    finished_at  timestamptz,
    -- Of the last try: how many records there were to read when it began, and how many are read.
    records      bigint      NOT NULL DEFAULT 0,
    records_read bigint      NOT NULL DEFAULT 0,
    -- Up to where the log was read: by topic and partition the next offset.
    offsets      jsonb,
    differences  jsonb,
    detail       text
);
CREATE UNIQUE INDEX one_of_a_kind_at_a_time ON proof_run (kind) WHERE status IN ('REQUESTED', 'RUNNING');
CREATE INDEX proof_by_time ON proof_run (requested_at);
