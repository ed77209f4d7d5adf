-- How far the topics that this service writes had come when this database held all that stood in them. After a restore it is as old
-- as the rest: what the topics have beyond it, the database may lack.
CREATE TABLE own_log (
    topic       text   NOT NULL,
    partition   int    NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic, partition)
);
