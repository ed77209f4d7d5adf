-- The change with which the attempt's state or deadline changed last. What its mode hid until then is news from there on.
ALTER TABLE attempt_progress ADD state_change bigint NOT NULL DEFAULT 0;

-- What the papers are worth that were over before their worth was kept.
WITH worth AS (
    SELECT attempt_id,
        coalesce(sum(coalesce(answer.score, 0)) FILTER (WHERE paper.position <> ALL (unscored)), 0) AS score,
        coalesce(sum(coalesce(answer.maximum, (answer_key.key ->> 'maximum')::numeric))
            FILTER (WHERE paper.position <> ALL (unscored)), 0) AS maximum,
        count(*) FILTER (WHERE response IS NOT NULL
            AND (graded_key_version IS NULL OR graded_key_version < key_version)) AS ungraded
    FROM attempt
        CROSS JOIN LATERAL unnest(question_ids, revisions) WITH ORDINALITY AS paper (question_id, revision, position)
        LEFT JOIN answer USING (attempt_id, position)
        LEFT JOIN answer_key ON answer_key.question_id = paper.question_id AND answer_key.revision = paper.revision
    WHERE status IN ('FINISHED', 'EXPIRED')
        AND (answer.version IS NULL OR NOT superseded)
    GROUP BY attempt_id)
UPDATE attempt_progress SET score = worth.score, maximum = worth.maximum, ungraded = worth.ungraded
FROM worth WHERE worth.attempt_id = attempt_progress.attempt_id;
