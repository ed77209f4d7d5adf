-- A late answer like the one that counts, or like the blank, takes the late ones before it back: nothing waits for the staff then.
CREATE OR REPLACE VIEW last_late_answer AS
    SELECT late.attempt_id, late.position, late.response, late.received_at, late.accepted_at,
        late.accepted_at IS NULL AND (newest.received_at IS NULL OR newest.received_at < late.received_at)
            AND late.response IS DISTINCT FROM newest.response AS waiting,
        late.late_version, late.highest_seq
    FROM (
        SELECT DISTINCT ON (attempt_id, position) *, max(seq) OVER (PARTITION BY attempt_id, position) AS highest_seq
        FROM late_answer ORDER BY attempt_id, position, late_version DESC) AS late
        LEFT JOIN answer newest ON newest.attempt_id = late.attempt_id AND newest.position = late.position
            AND NOT newest.superseded;
