CREATE TABLE import_job (
    id           uuid        PRIMARY KEY,
    bank_id      uuid        NOT NULL REFERENCES bank,
    -- queued, reading, writing; done, failed, cancelled.
    state        text        NOT NULL,
    format       text        NOT NULL,
    encoding     text,
    dry_run      boolean     NOT NULL,
    created_at   timestamptz NOT NULL,
    created_by   text        NOT NULL,
    -- Who works at it says so by this; when it is old, nobody does.
    heartbeat_at timestamptz NOT NULL,
    ended_at     timestamptz,
    -- How many questions were read, and of how many it was decided what becomes of them.
    questions    int         NOT NULL DEFAULT 0,
    decided      int         NOT NULL DEFAULT 0,
    -- The bank's revision with what was imported.
    revision     int,
    error_code   text,
    error_detail text
);
CREATE INDEX import_job_open ON import_job (heartbeat_at) WHERE ended_at IS NULL;
CREATE INDEX import_job_ended ON import_job (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE import_verdict (
    import_id uuid    NOT NULL REFERENCES import_job ON DELETE CASCADE,
    number    int     NOT NULL,
    status    text    NOT NULL,
    untagged  boolean NOT NULL,
    file      text,
    verdict   text    NOT NULL,
    PRIMARY KEY (import_id, number)
);

CREATE TABLE import_file (
    import_id uuid NOT NULL REFERENCES import_job ON DELETE CASCADE,
    position  int  NOT NULL,
    name      text NOT NULL,
    format    text NOT NULL,
    PRIMARY KEY (import_id, position)
);
