CREATE TABLE bank_asset (
    bank_id    uuid        NOT NULL REFERENCES bank,
    -- By which the Markdown of questions refers to it: ![...](asset:name).
    name       text        NOT NULL,
    media_type text        NOT NULL,
    width      int         NOT NULL,
    height     int         NOT NULL,
    -- SHA-256 in hexadecimal.
    digest     text        NOT NULL,
    content    bytea       NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text        NOT NULL,
    PRIMARY KEY (bank_id, name)
);
-- Pictures are compressed already.
ALTER TABLE bank_asset ALTER COLUMN content SET STORAGE EXTERNAL;
