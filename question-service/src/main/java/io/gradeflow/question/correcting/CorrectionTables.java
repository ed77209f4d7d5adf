package io.gradeflow.question.correcting;

import io.gradeflow.events.AnswerKeyPublished.Effect;
import io.gradeflow.events.QuestionPublished;
import io.gradeflow.grading.AnswerKey;
import io.gradeflow.platform.database.Rows;
import io.gradeflow.platform.keys.KeyView;
import io.gradeflow.platform.keys.Keyed;
import io.gradeflow.platform.problem.ProblemException;
import io.gradeflow.question.StoredChoices;
import io.gradeflow.question.StoredKey;
import io.gradeflow.question.bank.LockWait;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads and writes corrections, and the keys that they are of. */
final class CorrectionTables {

    private CorrectionTables() {}

    static boolean questionExists(Handle handle, UUID questionId) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM question WHERE id = :question)")
                .bind("question", questionId)
                .mapTo(boolean.class)
                .one();
    }

    static boolean revisionExists(Handle handle, UUID questionId, int revision) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM answer_key WHERE question_id = :question AND revision = :revision)
                        """)
                .bind("question", questionId)
                .bind("revision", revision)
                .mapTo(boolean.class)
                .one();
    }

    /**
     * Locks the key until the transaction ends, against other corrections and against the publisher, which holds it from the
     * moment that it takes its state until that is acknowledged.
     *
     * @return whether there is such a revision
     * @throws ProblemException with 503 if others have it for too long
     */
    static boolean lockKey(Handle handle, UUID questionId, int revision) {
        return locks(handle, questionId, revision, "FOR UPDATE SKIP LOCKED")
                || (revisionExists(handle, questionId, revision)
                        && LockWait.bounded(
                                handle, questionId, () -> locks(handle, questionId, revision, "FOR UPDATE")));
    }

    private static boolean locks(Handle handle, UUID questionId, int revision, String lock) {
        return handle.createQuery(
                        "SELECT FROM answer_key WHERE question_id = :question AND revision = :revision " + lock)
                .bind("question", questionId)
                .bind("revision", revision)
                .map((row, context) -> true)
                .findOne()
                .isPresent();
    }

    /** Whether anybody can have been given the revision, which is there. */
    static boolean wasAsked(Handle handle, UUID questionId, int revision) {
        return handle.createQuery("""
                        SELECT introduced_in > 0 FROM question_revision
                        WHERE question_id = :question AND revision = :revision
                        """)
                .bind("question", questionId)
                .bind("revision", revision)
                .mapTo(boolean.class)
                .one();
    }

    /** Must come after the lock, in a statement of its own: only that sees what the former holder of the lock wrote. */
    static KeyedRevision ofLocked(Handle handle, UUID questionId, int revision) {
        return handle.createQuery("""
                        SELECT kind, choices, prompts, select_min, select_max, key_version, key, coalesce((
                                SELECT key_before FROM key_correction c
                                WHERE c.question_id = :question AND c.revision = :revision
                                ORDER BY c.key_version LIMIT 1), key) AS first_key
                        FROM answer_key JOIN question_revision USING (question_id, revision)
                        WHERE question_id = :question AND revision = :revision
                        """)
                .bind("question", questionId)
                .bind("revision", revision)
                .map((row, context) -> new KeyedRevision(
                        new Keyed(
                                QuestionPublished.Kind.valueOf(row.getString("kind")),
                                ids(StoredChoices.read(row.getString("choices"))),
                                ids(StoredChoices.readPrompts(row.getString("prompts"))),
                                row.getInt("select_min"),
                                row.getInt("select_max")),
                        row.getInt("key_version"),
                        StoredKey.read(row.getString("key")),
                        StoredKey.read(row.getString("first_key"))))
                .one();
    }

    private static List<String> ids(@Nullable List<QuestionPublished.Choice> choices) {
        return choices == null
                ? List.of()
                : choices.stream().map(QuestionPublished.Choice::id).toList();
    }

    /** Puts the key in force, to be published, and keeps in the journal who did so and why. */
    static void write(
            Handle handle,
            AcceptedCorrection accepted,
            AnswerKey before,
            AnswerKey after,
            String reason,
            String correctedBy) {
        handle.createUpdate("""
                        WITH corrected AS (
                            UPDATE answer_key SET key_version = :version, key = :after::jsonb, unpublished = true
                            WHERE question_id = :question AND revision = :revision)
                        INSERT INTO key_correction (correction_id, question_id, revision, key_version, effect, key_before,
                            key_after, reason, corrected_by, corrected_at)
                        VALUES (:id, :question, :revision, :version, :effect, :before::jsonb, :after::jsonb, :reason, :by, :at)
                        """)
                .bind("id", accepted.correctionId())
                .bind("question", accepted.question())
                .bind("revision", accepted.revision())
                .bind("version", accepted.keyVersion())
                .bind("effect", accepted.effect().name())
                .bind("before", StoredKey.write(before))
                .bind("after", StoredKey.write(after))
                .bind("reason", reason)
                .bind("by", correctedBy)
                .bind("at", accepted.correctedAt())
                .execute();
    }

    /** The correction that made the version, if one did. */
    static Optional<UUID> thatMade(Handle handle, UUID questionId, int revision, int keyVersion) {
        return handle.createQuery("""
                        SELECT correction_id FROM key_correction
                        WHERE question_id = :question AND revision = :revision AND key_version = :version
                        """)
                .bind("question", questionId)
                .bind("revision", revision)
                .bind("version", keyVersion)
                .mapTo(UUID.class)
                .findOne();
    }

    /** Corrections that made versions below the given one, newest first. */
    static List<CorrectionView> before(Handle handle, UUID questionId, int revision, long keyVersion, int limit) {
        return handle.createQuery("""
                        SELECT * FROM key_correction
                        WHERE question_id = :question AND revision = :revision AND key_version < :version
                        ORDER BY key_version DESC LIMIT :limit
                        """)
                .bind("question", questionId)
                .bind("revision", revision)
                .bind("version", keyVersion)
                .bind("limit", limit)
                .map((row, context) -> new CorrectionView(
                        row.getObject("correction_id", UUID.class),
                        row.getInt("key_version"),
                        Effect.valueOf(row.getString("effect")),
                        row.getString("reason"),
                        row.getString("corrected_by"),
                        Objects.requireNonNull(Rows.instant(row, "corrected_at")),
                        KeyView.of(StoredKey.read(row.getString("key_before"))),
                        KeyView.of(StoredKey.read(row.getString("key_after")))))
                .list();
    }
}
