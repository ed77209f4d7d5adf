-- What a bank calls the pictures that files have brought, so that the same file finds its questions again.
CREATE TABLE brought_picture (
    bank_id uuid NOT NULL REFERENCES bank,
    -- SHA-256 of the bytes that came, in hexadecimal. What the bank has by that name may be other bytes by now.
    digest  text NOT NULL,
    -- By the file.
    called  text NOT NULL,
    -- By the bank.
    name    text NOT NULL,
    PRIMARY KEY (bank_id, digest, called)
);
