package io.gradeflow.attempt.answering;

import io.gradeflow.platform.database.Columns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What answers were sent under keys that newer ones have replaced, and how far each of these keys is swept: in the order of the answers'
 * places. Nothing is noted of the answers themselves, whose grades say that they arrived. A key that is replaced once more is
 * swept from the beginning.
 *
 * <p>Whoever sends an answer holds its key, shared, until it has noted that; a newer key waits for that. So whoever sees a key
 * sees all that was sent under those before it, and no key needs to be held here: what is noted of a key, is of the version that was seen.
 */
final class KeySweep {

    /** @param to the last place that was sent */
    record Unswept(UUID questionId, int revision, int keyVersion, Place to) {}

    record Place(UUID attemptId, int position) {

        /** Before all others. */
        private static final Place START = new Place(new UUID(0, 0), 0);

        private static Place of(@Nullable UUID attemptId, int position) {
            return attemptId == null ? START : new Place(attemptId, position);
        }
    }

    private record Swept(UUID questionId, int revision, int keyVersion) {}

    /** Of the key in the row {@code swept}; what graders rejected under it waits for somebody to look at it. */
    private static final String BEHIND = """
            answer.question_id = swept.question_id AND answer.revision = swept.revision AND NOT superseded
                AND sent_key_version < swept.key_version AND coalesce(graded_key_version, 0) < swept.key_version
                AND coalesce(rejected_key_version, 0) < swept.key_version
            """;

    private static final String NOT_BEGUN = """
            SELECT question_id, revision, key_version FROM answer_key
            WHERE swept_version < key_version AND swept_to_attempt IS NULL
            """;

    private static final String MARK_THOSE_WITHOUT_ANSWERS = """
            WITH swept AS (
                SELECT * FROM unnest(:questions, :revisions, :versions) AS s (question_id, revision, key_version))
            UPDATE answer_key SET swept_version = swept.key_version
            FROM swept
            WHERE answer_key.question_id = swept.question_id AND answer_key.revision = swept.revision
                AND answer_key.key_version = swept.key_version AND swept_version < swept.key_version
                AND NOT EXISTS (SELECT FROM answer WHERE %s)
            """.formatted(BEHIND);

    private static final String NEXT = """
            SELECT question_id, revision, key_version, swept_to_attempt, swept_to_position FROM answer_key
            WHERE swept_version < key_version
            ORDER BY swept_at NULLS FIRST, question_id, revision LIMIT 1
            """;

    private static final String PORTION = """
            SELECT %s
            FROM (SELECT CAST(:question AS uuid), CAST(:revision AS int), CAST(:version AS int))
                    AS swept (question_id, revision, key_version)
                JOIN answer USING (question_id, revision) JOIN attempt USING (attempt_id)
            WHERE %s
                AND (attempt_id, position) > (CAST(:attempt AS uuid), CAST(:position AS int))
            ORDER BY attempt_id, position LIMIT :portion
            """;

    private KeySweep() {}

    /** Marks keys as swept under whose forerunners nothing was sent that is still behind; most keys are such. */
    static void passWhereNothingIsBehind(Handle handle) {
        List<Swept> keys = handle.createQuery(NOT_BEGUN)
                .map((row, context) -> new Swept(
                        row.getObject("question_id", UUID.class), row.getInt("revision"), row.getInt("key_version")))
                .list();
        if (!keys.isEmpty()) {
            Columns.of(keys)
                    .uuid("questions", Swept::questionId)
                    .integer("revisions", Swept::revision)
                    .integer("versions", Swept::keyVersion)
                    .bindTo(handle.createUpdate(MARK_THOSE_WITHOUT_ANSWERS))
                    .execute();
        }
    }

    /** The one that has waited for the longest time, so that small corrections don't wait for a large one. */
    static Optional<Unswept> next(Handle handle) {
        return handle.createQuery(NEXT)
                .map((row, context) -> new Unswept(
                        row.getObject("question_id", UUID.class),
                        row.getInt("revision"),
                        row.getInt("key_version"),
                        Place.of(row.getObject("swept_to_attempt", UUID.class), row.getInt("swept_to_position"))))
                .findOne();
    }

    /** The next answers behind a key. */
    static List<StoredAnswer> portion(Handle handle, Unswept key, int most) {
        return handle.createQuery(PORTION.formatted(StoredAnswer.COLUMNS, BEHIND))
                .bind("question", key.questionId())
                .bind("revision", key.revision())
                .bind("version", key.keyVersion())
                .bind("attempt", key.to().attemptId())
                .bind("position", key.to().position())
                .bind("portion", most)
                .map((row, context) -> StoredAnswer.of(row))
                .list();
    }

    /** Notes that answers were sent under a key; does nothing if a newer one has come. Without any, the key is swept. */
    static void note(Handle handle, Unswept key, List<StoredAnswer> sent, Instant now) {
        handle.createUpdate("""
                        UPDATE answer_key SET
                            swept_version = CASE WHEN :done THEN key_version ELSE swept_version END,
                            swept_at = :now, swept_to_attempt = CAST(:attempt AS uuid), swept_to_position = CAST(:position AS int)
                        WHERE question_id = :question AND revision = :revision AND key_version = :version
                        """)
                .bind("done", sent.isEmpty())
                .bind("now", Timestamp.from(now))
                .bind("attempt", sent.isEmpty() ? null : sent.getLast().attemptId())
                .bind("position", sent.isEmpty() ? null : sent.getLast().position())
                .bind("question", key.questionId())
                .bind("revision", key.revision())
                .bind("version", key.keyVersion())
                .execute();
    }

    /** Whether a key was swept before that moment, and it isn't known whether all of its answers' grades came. */
    static boolean isAnySweptBefore(Handle handle, Instant moment) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM answer_key WHERE swept_at < :moment)")
                .bind("moment", Timestamp.from(moment))
                .mapTo(boolean.class)
                .one();
    }

    /**
     * Lets keys that were swept before that moment be swept once more where answers are still behind.
     *
     * @return whether there are such
     */
    static boolean beginAnew(Handle handle, Instant moment) {
        return handle.createQuery("""
                        UPDATE answer_key AS swept SET
                            swept_at = NULL,
                            swept_version = CASE
                                WHEN EXISTS (SELECT FROM answer WHERE %s) THEN key_version - 1 ELSE swept_version END
                        WHERE swept_at < :moment AND swept_version = key_version
                        RETURNING swept_version < key_version
                        """.formatted(BEHIND))
                .bind("moment", Timestamp.from(moment))
                .mapTo(boolean.class)
                .list()
                .contains(true);
    }
}
