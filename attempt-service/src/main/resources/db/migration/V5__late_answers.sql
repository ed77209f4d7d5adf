-- As the client counts its changes: what comes late also comes out of order.
ALTER TABLE late_answer ADD seq bigint;

-- The last late answer of each position. It waits for the staff until it is accepted, unless an answer was given in time after
-- it, which an attempt that was opened again allows.
CREATE VIEW last_late_answer AS
    SELECT late.attempt_id, late.position, late.response, late.received_at, late.accepted_at,
        late.accepted_at IS NULL AND (newest.received_at IS NULL OR newest.received_at < late.received_at) AS waiting
    FROM (
        SELECT DISTINCT ON (attempt_id, position) * FROM late_answer ORDER BY attempt_id, position, late_version DESC) AS late
        LEFT JOIN answer newest ON newest.attempt_id = late.attempt_id AND newest.position = late.position
            AND NOT newest.superseded;
