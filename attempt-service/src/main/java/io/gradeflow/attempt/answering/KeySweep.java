package io.gradeflow.attempt.answering;

import io.gradeflow.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds the answers that were sent under a key that a newer one has replaced, in the order of their places, and keeps how far each
 * key's sweep came. Nothing is noted of the answers themselves, whose grades say that they arrived.
 *
 * <p>Whoever sends an answer holds its key, shared, until it has noted that; a newer key waits for it. So whoever sees a key sees all
 * that was sent under those before it. What is sent under no key, because none was known, is awaited and found by
 * {@link Overdue}. A key that is replaced once more is swept from the beginning.
 */
final class KeySweep {

    /** A key as it stood when it was read. */
    record Key(UUID questionId, int revision, int keyVersion) {}

    /** @param after the last place that was sent */
    record Sweep(Key key, Place after) {}

    record Place(UUID attemptId, int position) {

        /** Before all others. */
        static final Place START = new Place(new UUID(0, 0), 0);
    }

    /** @param awaiting whether a grade of what was sent of it before is still to come */
    record Behind(Key key, StoredAnswer answer, boolean awaiting) {}

    private record Noted(Key key, Place upTo, boolean ended) {}

    private record Looked(Key key, boolean behind) {}

    private record Changed(Key key, boolean swept) {}

    /** Of the key in the row {@code asked}; what graders rejected under it waits for somebody to look at it. */
    private static final String BEHIND = """
            answer.question_id = asked.question_id AND answer.revision = asked.revision AND NOT superseded AND NOT erased
                AND sent_key_version < asked.key_version AND coalesce(graded_key_version, 0) < asked.key_version
                AND coalesce(rejected_key_version, 0) < asked.key_version
            """;

    private static final String ASKED = """
            (SELECT * FROM unnest(:questions, :revisions, :versions) AS a (question_id, revision, key_version)) AS asked
            """;

    /** Held in their order, and read as they are once they are held; the look at answers, in a later statement, sees what was waited for. */
    private static final String HOLD_CHANGED = """
            SELECT answer_key.question_id, answer_key.revision, answer_key.key_version,
                coalesce(key_sweep.key_version = answer_key.key_version AND ended, false) AS swept
            FROM answer_key LEFT JOIN key_sweep USING (question_id, revision)
            WHERE swept_version < answer_key.key_version
                AND (key_sweep.key_version IS DISTINCT FROM answer_key.key_version OR ended)
            ORDER BY question_id, revision LIMIT :portion FOR NO KEY UPDATE OF answer_key
            """;

    private static final String BEGIN = """
            INSERT INTO key_sweep (question_id, revision, key_version, attempt_id, position, swept_at)
            SELECT question_id, revision, key_version, :attempt, :position, :now
            FROM %s
            WHERE EXISTS (SELECT FROM answer WHERE %s)
            """.formatted(ASKED, BEHIND);

    private static final String MARK_SWEPT = """
            UPDATE answer_key SET swept_version = asked.key_version
            FROM %s LEFT JOIN key_sweep USING (question_id, revision, key_version)
            WHERE answer_key.question_id = asked.question_id AND answer_key.revision = asked.revision
                AND answer_key.key_version = asked.key_version AND coalesce(ended, true)
            """.formatted(ASKED);

    private static final String UNDER_WAY = """
            SELECT question_id, revision, key_version, attempt_id, position
            FROM key_sweep JOIN answer_key USING (question_id, revision, key_version)
            WHERE NOT ended ORDER BY swept_at, question_id, revision LIMIT :most
            """;

    private static final String PORTION = """
            SELECT behind.*, asked.key_version
            FROM (SELECT * FROM unnest(:questions, :revisions, :versions, :attempts, :positions)
                    AS a (question_id, revision, key_version, after_attempt, after_position)) AS asked
                CROSS JOIN LATERAL (
                    SELECT awaiting, %s
                    FROM answer JOIN attempt USING (attempt_id)
                    WHERE %s AND (attempt_id, position) > (after_attempt, after_position)
                    ORDER BY attempt_id, position LIMIT :each) AS behind
            ORDER BY behind.question_id, behind.revision, behind.attempt_id, behind.position
            """.formatted(StoredAnswer.COLUMNS, BEHIND);

    private static final String SWEPT_BEFORE = """
            SELECT EXISTS (SELECT FROM key_sweep WHERE ended AND swept_at < :moment)
            """;

    private static final String LOOK_AGAIN = """
            SELECT asked.question_id, asked.revision, asked.key_version, EXISTS (SELECT FROM answer WHERE %s) AS behind
            FROM (SELECT * FROM key_sweep WHERE ended AND swept_at < :moment ORDER BY swept_at LIMIT :most) AS asked
            """.formatted(BEHIND);

    private static final String BEGIN_ANEW = """
            UPDATE key_sweep SET ended = false, attempt_id = :attempt, position = :position, swept_at = :now
            FROM %s
            WHERE key_sweep.question_id = asked.question_id AND key_sweep.revision = asked.revision
                AND key_sweep.key_version = asked.key_version
            """.formatted(ASKED);

    private static final String FORGET = """
            DELETE FROM key_sweep USING %s
            WHERE key_sweep.question_id = asked.question_id AND key_sweep.revision = asked.revision
                AND key_sweep.key_version <= asked.key_version
            """.formatted(ASKED);

    private KeySweep() {}

    /**
     * Begins the sweeps of changed keys. Those under whose forerunners nothing was sent that is behind, which most are, count as swept at
     * once, as do those whose sweep has ended.
     *
     * @return whether there may be more than those
     */
    static boolean begin(Handle handle, int most, Instant now) {
        List<Changed> changed = handle.createQuery(HOLD_CHANGED)
                .bind("portion", most)
                .map((row, context) -> new Changed(key(row), row.getBoolean("swept")))
                .list();
        List<Key> unswept =
                changed.stream().filter(key -> !key.swept()).map(Changed::key).toList();
        if (!unswept.isEmpty()) {
            forget(handle, unswept);
            asking(unswept)
                    .bindTo(handle.createUpdate(BEGIN))
                    .bind("attempt", Place.START.attemptId())
                    .bind("position", Place.START.position())
                    .bind("now", Timestamp.from(now))
                    .execute();
        }
        if (!changed.isEmpty()) {
            asking(changed.stream().map(Changed::key).toList())
                    .bindTo(handle.createUpdate(MARK_SWEPT))
                    .execute();
        }
        return changed.size() == most;
    }

    /** Those that have waited for the longest time, so that small corrections don't wait for the end of a large one. */
    static List<Sweep> underWay(Handle handle, int most) {
        return handle.createQuery(UNDER_WAY)
                .bind("most", most)
                .map((row, context) ->
                        new Sweep(key(row), new Place(row.getObject("attempt_id", UUID.class), row.getInt("position"))))
                .list();
    }

    /** The next answers behind each of the keys, so many of each at most. */
    static List<Behind> portion(Handle handle, List<Sweep> sweeps, int each) {
        return Columns.of(sweeps)
                .uuid("questions", sweep -> sweep.key().questionId())
                .integer("revisions", sweep -> sweep.key().revision())
                .integer("versions", sweep -> sweep.key().keyVersion())
                .uuid("attempts", sweep -> sweep.after().attemptId())
                .integer("positions", sweep -> sweep.after().position())
                .bindTo(handle.createQuery(PORTION))
                .bind("each", each)
                .map((row, context) -> new Behind(key(row), StoredAnswer.of(row), row.getBoolean("awaiting")))
                .list();
    }

    /**
     * Notes what was sent of each key, if it is still the one of that version.
     *
     * @param each so many of a key at most; with fewer, its sweep has ended
     * @return whether a sweep has
     */
    static boolean note(Handle handle, List<Sweep> sweeps, List<Behind> sent, int each, Instant now) {
        List<Noted> noted = new ArrayList<>();
        for (Sweep sweep : sweeps) {
            List<StoredAnswer> its = sent.stream()
                    .filter(behind -> behind.key().equals(sweep.key()))
                    .map(Behind::answer)
                    .toList();
            Place upTo = its.isEmpty()
                    ? sweep.after()
                    : new Place(its.getLast().attemptId(), its.getLast().position());
            noted.add(new Noted(sweep.key(), upTo, its.size() < each));
        }
        Columns.of(noted)
                .uuid("questions", one -> one.key().questionId())
                .integer("revisions", one -> one.key().revision())
                .integer("versions", one -> one.key().keyVersion())
                .uuid("attempts", one -> one.upTo().attemptId())
                .integer("positions", one -> one.upTo().position())
                .bool("ends", Noted::ended)
                .bindTo(handle.createUpdate("""
                        UPDATE key_sweep SET
                            attempt_id = noted.attempt_id, position = noted.position, ended = noted.ended, swept_at = :now
                        FROM unnest(:questions, :revisions, :versions, :attempts, :positions, :ends)
                            AS noted (question_id, revision, key_version, attempt_id, position, ended)
                        WHERE key_sweep.question_id = noted.question_id AND key_sweep.revision = noted.revision
                            AND key_sweep.key_version = noted.key_version
                        """))
                .bind("now", Timestamp.from(now))
                .execute();
        return noted.stream().anyMatch(Noted::ended);
    }

    /** Whether a sweep ended before that moment of which it isn't known whether all the grades came. */
    static boolean isAnySweptBefore(Handle handle, Instant moment) {
        return handle.createQuery(SWEPT_BEFORE)
                .bind("moment", Timestamp.from(moment))
                .mapTo(boolean.class)
                .one();
    }

    /**
     * Lets sweeps that ended before that moment begin anew where answers are still behind, and forgets the others. Holds no key: once
     * nothing is behind, it takes a change of the key for something to be.
     *
     * @return whether there may be more to do
     */
    static boolean lookAgain(Handle handle, Instant moment, int most, Instant now) {
        List<Key> lost = new ArrayList<>();
        List<Key> done = new ArrayList<>();
        handle.createQuery(LOOK_AGAIN)
                .bind("moment", Timestamp.from(moment))
                .bind("most", most)
                .map((row, context) -> new Looked(key(row), row.getBoolean("behind")))
                .forEach(looked -> (looked.behind() ? lost : done).add(looked.key()));
        if (!lost.isEmpty()) {
            asking(lost)
                    .bindTo(handle.createUpdate(BEGIN_ANEW))
                    .bind("attempt", Place.START.attemptId())
                    .bind("position", Place.START.position())
                    .bind("now", Timestamp.from(now))
                    .execute();
        }
        forget(handle, done);
        return !lost.isEmpty() || done.size() == most;
    }

    private static void forget(Handle handle, List<Key> keys) {
        if (!keys.isEmpty()) {
            asking(keys).bindTo(handle.createUpdate(FORGET)).execute();
        }
    }

    private static Columns<Key> asking(List<Key> keys) {
        return Columns.of(keys)
                .uuid("questions", Key::questionId)
                .integer("revisions", Key::revision)
                .integer("versions", Key::keyVersion);
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(row.getObject("question_id", UUID.class), row.getInt("revision"), row.getInt("key_version"));
    }
}
