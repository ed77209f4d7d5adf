-- A late answer waits for the staff until it is accepted, unless it is what counts already, or the blank, or its learner did something
-- with the position in time after it, which an attempt that was opened again allows.
CREATE OR REPLACE VIEW last_late_answer AS
    SELECT late.attempt_id, late.position, late.response, late.received_at, late.accepted_at,
        late.accepted_at IS NULL AND (newest.received_at IS NULL OR newest.received_at < late.received_at)
            AND late.response IS DISTINCT FROM newest.response
            AND NOT coalesce(marked.seq > late.highest_seq OR marked.changed_at > late.received_at, false) AS waiting,
        late.late_version, late.highest_seq
    FROM (
        SELECT DISTINCT ON (attempt_id, position) *, max(seq) OVER (PARTITION BY attempt_id, position) AS highest_seq
        FROM late_answer ORDER BY attempt_id, position, late_version DESC) AS late
        LEFT JOIN answer newest ON newest.attempt_id = late.attempt_id AND newest.position = late.position
            AND NOT newest.superseded
        LEFT JOIN attempt_position marked ON marked.attempt_id = late.attempt_id AND marked.position = late.position;
