package io.gradeflow.attempt.regrading;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The record of what a key changed where a question was left blank: what it gives for nothing. */
final class BlankChanges {

    private BlankChanges() {}

    /**
     * Of the attempts that are over, as changes of version 0 of their answers. The key's row is held. A blank was worth before what
     * it was valued at last: by the version up to which all papers are valued, or, where a further correction came while papers
     * were being valued, by the one in between, if that paper was reached.
     */
    static void note(Handle handle, UUID questionId, int revision, List<UUID> attempts) {
        handle.createUpdate("""
                        INSERT INTO grade_change (attempt_id, position, version, key_version, question_id, revision,
                            former_key_version, former_score, former_maximum, score, maximum, changed_at)
                        SELECT attempt.attempt_id, paper.position, 0, answer_key.key_version, :question, :revision, former.key_version,
                            former.score, former.maximum, answer_key.blank_score, answer_key.maximum, now()
                        FROM answer_key
                            CROSS JOIN LATERAL (
                                SELECT former_blank_score, former_blank_maximum FROM correction
                                WHERE correction.question_id = :question AND correction.revision = :revision
                                    AND correction.key_version > valued_version AND former_blank_score IS NOT NULL
                                ORDER BY correction.key_version LIMIT 1) AS valued
                            CROSS JOIN attempt
                            CROSS JOIN LATERAL unnest(question_ids, revisions)
                                WITH ORDINALITY AS paper (question_id, revision, position)
                            CROSS JOIN LATERAL (
                                SELECT valued_version AS key_version, former_blank_score AS score, former_blank_maximum AS maximum
                                UNION ALL
                                SELECT noted.key_version, noted.score, noted.maximum FROM grade_change AS noted
                                WHERE noted.attempt_id = attempt.attempt_id AND noted.position = paper.position
                                    AND noted.version = 0 AND noted.key_version > valued_version
                                    AND noted.key_version < answer_key.key_version
                                ORDER BY key_version DESC LIMIT 1) AS former
                        WHERE answer_key.question_id = :question AND answer_key.revision = :revision
                            AND (former.score, former.maximum) <> (answer_key.blank_score, answer_key.maximum)
                            AND attempt.attempt_id = ANY (:attempts) AND status IN ('FINISHED', 'EXPIRED')
                            AND paper.question_id = :question AND paper.revision = :revision
                            AND NOT EXISTS (
                                SELECT FROM answer
                                WHERE answer.attempt_id = attempt.attempt_id AND answer.position = paper.position)
                        ORDER BY attempt.attempt_id
                        ON CONFLICT DO NOTHING
                        """)
                .bind("question", questionId)
                .bind("revision", revision)
                .bindArray("attempts", UUID.class, attempts)
                .execute();
    }
}
