-- How far each partition of each topic is applied in this database; written in the transaction that applies.
CREATE TABLE stored_offset (
    topic       text        NOT NULL,
    partition   int         NOT NULL,
    next_offset bigint      NOT NULL,
    event_time  timestamptz NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- Records that can never be applied, as they came.
CREATE TABLE set_aside_event (
    topic         text        NOT NULL,
    partition     int         NOT NULL,
    record_offset bigint      NOT NULL,
    record_key    text,
    payload       bytea,
    reason        text        NOT NULL,
    set_aside_at  timestamptz NOT NULL,
    PRIMARY KEY (topic, partition, record_offset)
);
