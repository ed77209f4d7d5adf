-- Null allows every mode, also one that is added later.
ALTER TABLE bank ADD COLUMN allowed_modes text[];

CREATE TABLE blueprint (
    bank_id      uuid    NOT NULL REFERENCES bank,
    name         text    NOT NULL,
    title        text    NOT NULL,
    unscored     int     NOT NULL,
    minutes      int     NOT NULL,
    pass_mark    int     NOT NULL,
    scale_min    int     NOT NULL,
    scale_max    int     NOT NULL,
    sitting_only boolean NOT NULL,
    PRIMARY KEY (bank_id, name)
);

CREATE TABLE blueprint_section (
    bank_id   uuid    NOT NULL,
    blueprint text    NOT NULL,
    position  int     NOT NULL,
    -- By its id: the section goes along when the topic gets another path, and no topic goes away under it.
    topic_id  uuid    NOT NULL REFERENCES topic,
    -- Per cent, as its author gave it; null where its author gave the count.
    share     numeric,
    -- How many questions it has, also where its author gave a share.
    count     int     NOT NULL,
    PRIMARY KEY (bank_id, blueprint, position),
    UNIQUE (bank_id, blueprint, topic_id),
    FOREIGN KEY (bank_id, blueprint) REFERENCES blueprint ON DELETE CASCADE
);
CREATE INDEX blueprint_sections_of_topic ON blueprint_section (topic_id);
