-- Attempts that are being taken over from the log after a restore, until their papers are made and valued.
CREATE TABLE restored_attempt (
    attempt_id uuid    PRIMARY KEY,
    -- Whether its end, and with it its whole paper, was in the log.
    ended      boolean NOT NULL
);
