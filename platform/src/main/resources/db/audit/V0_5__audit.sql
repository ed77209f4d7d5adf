-- What authors, instructors and administrators asked for, each before it was begun.
CREATE TABLE audit_act (
    act_id    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL,
    -- The subject of the token: no name.
    actor     text        NOT NULL,
    roles     text[]      NOT NULL,
    -- The method and the endpoint, such as PUT /api/v1/banks/{slug}/modes.
    operation text        NOT NULL,
    -- On what: the path as it was called.
    address   text        NOT NULL
);
CREATE INDEX audit_act_of_actor ON audit_act (actor, act_id);
CREATE INDEX audit_act_of_address ON audit_act (address text_pattern_ops, act_id);
CREATE INDEX audit_act_in_time ON audit_act (at);

-- What came of it. An act without an outcome was under way when its process died: nobody was told that it was done.
CREATE TABLE audit_outcome (
    act_id  bigint      PRIMARY KEY REFERENCES audit_act,
    at      timestamptz NOT NULL,
    status  int         NOT NULL,
    problem text,
    -- The address of what was made.
    made    text
);

CREATE FUNCTION refuse_to_change_the_audit_log() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log is only ever added to'; END $$;
CREATE TRIGGER audit_act_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_audit_log();
CREATE TRIGGER audit_outcome_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_outcome
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_audit_log();
