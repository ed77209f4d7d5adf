ALTER TABLE set_aside_event
    -- When the event happened; null of what was set aside before this was kept.
    ADD event_time timestamptz,
    -- How often it was applied again by hand, who tried it last and when, and when that succeeded.
    ADD tries      int NOT NULL DEFAULT 0,
    ADD tried_at   timestamptz,
    ADD tried_by   text,
    ADD applied_at timestamptz;
CREATE INDEX set_aside_waiting ON set_aside_event (topic, partition, record_offset) WHERE applied_at IS NULL;
