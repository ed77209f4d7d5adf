-- Attempts that are being taken over from the log after a restore, until their papers are made and valued.
CREATE TABLE restored_attempt (
    attempt_id uuid    PRIMARY KEY,
    -- Whether its end, and with it its whole paper, was in the log.
    ended      boolean NOT NULL,
    -- Whether the last that the log told of it so far is that it was opened again.
    reopened   boolean NOT NULL DEFAULT false
);
