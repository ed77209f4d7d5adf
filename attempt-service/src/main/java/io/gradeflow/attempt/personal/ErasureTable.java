package io.gradeflow.attempt.personal;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows that say whose data is to be erased, and how far that is. */
final class ErasureTable {

    /**
     * An account that the issuer is to delete.
     *
     * @param requestedAt which request it is of: another one may come meanwhile
     * @param tries how often the issuer was asked before
     */
    record Waiting(String learnerId, Instant requestedAt, int tries) {}

    private static final int MOST = 1000;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 7;

    private ErasureTable() {}

    static void request(Handle handle, String learnerId, String by, Instant now) {
        handle.createUpdate("""
                        INSERT INTO erasure (learner_id, requested_at, requested_by, account)
                        VALUES (:learner, :now, :by, :waiting)
                        ON CONFLICT (learner_id) DO UPDATE SET requested_at = excluded.requested_at,
                            requested_by = excluded.requested_by, texts_at = NULL, looked_at = NULL, account = excluded.account,
                            account_at = NULL, tries = 0, next_try_at = NULL, trouble = NULL
                        """)
                .bind("learner", learnerId)
                .bind("now", Timestamp.from(now))
                .bind("by", by)
                .bind("waiting", Erasure.WAITING)
                .execute();
    }

    static Optional<Erasure> of(Handle handle, String learnerId, Instant now) {
        return handle.createQuery("SELECT * FROM erasure WHERE learner_id = :learner")
                .bind("learner", learnerId)
                .map((row, context) -> Erasure.of(row, now))
                .findOne();
    }

    /**
     * Whose tables are to be looked through: those where something is left, and for some time after a request all, for what was under
     * way may come later. Those first that nobody looked at for the longest time.
     */
    static List<String> toLookThrough(Handle handle, Instant requestedAfter) {
        return handle.createQuery("""
                        SELECT learner_id FROM erasure WHERE texts_at IS NULL OR requested_at > :after
                        ORDER BY looked_at NULLS FIRST LIMIT :most
                        """)
                .bind("after", Timestamp.from(requestedAfter))
                .bind("most", MOST)
                .mapTo(String.class)
                .list();
    }

    /** When it was requested; empty while another instance looks. Held until the commit. */
    static Optional<Instant> hold(Handle handle, String learnerId) {
        return handle.createQuery("SELECT requested_at FROM erasure WHERE learner_id = :learner FOR UPDATE SKIP LOCKED")
                .bind("learner", learnerId)
                .map((row, context) -> row.getTimestamp("requested_at").toInstant())
                .findOne();
    }

    static void noteLook(Handle handle, String learnerId, PersonalRows.Erased erased, Instant now) {
        handle.createUpdate("""
                        UPDATE erasure SET looked_at = :now,
                            texts_at = CASE WHEN NOT :left THEN CASE WHEN :found THEN :now ELSE coalesce(texts_at, :now) END END
                        WHERE learner_id = :learner
                        """)
                .bind("now", Timestamp.from(now))
                .bind("left", erased.left())
                .bind("found", erased.texts())
                .bind("learner", learnerId)
                .execute();
    }

    /** Something of theirs came back, as out of the log after a restore. */
    static void lookAgain(Handle handle, List<String> learnerIds) {
        handle.createUpdate("UPDATE erasure SET texts_at = NULL WHERE learner_id = ANY (:learners)")
                .bindArray("learners", String.class, learnerIds)
                .execute();
    }

    /** @param byHand whether also those that were left to be deleted by hand, because no issuer was told then */
    static List<Waiting> dueAccounts(Handle handle, boolean byHand, Instant now) {
        return handle.createQuery("""
                        SELECT learner_id, requested_at, tries FROM erasure
                        WHERE (account = 'WAITING' OR (account = 'BY_HAND' AND :byHand))
                            AND (next_try_at IS NULL OR next_try_at <= :now)
                        ORDER BY next_try_at NULLS FIRST, requested_at LIMIT :most
                        """)
                .bind("byHand", byHand)
                .bind("now", Timestamp.from(now))
                .bind("most", MOST)
                .map((row, context) -> new Waiting(
                        row.getString("learner_id"),
                        row.getTimestamp("requested_at").toInstant(),
                        row.getInt("tries")))
                .list();
    }

    /** Before the issuer is asked: of whoever dies meanwhile it is known that it may have been done. */
    static void noteTry(Handle handle, Waiting waiting, Instant now) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(waiting.tries(), DOUBLINGS));
        handle.createUpdate("""
                        UPDATE erasure SET tries = tries + 1, next_try_at = :next
                        WHERE learner_id = :learner AND requested_at = :requested
                        """)
                .bind("next", Timestamp.from(now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE)))
                .bind("learner", waiting.learnerId())
                .bind("requested", Timestamp.from(waiting.requestedAt()))
                .execute();
    }

    static void noteAccount(Handle handle, Waiting waiting, String account, Instant now, @Nullable String trouble) {
        handle.createUpdate("""
                        UPDATE erasure SET account = :account, account_at = :now, trouble = :trouble
                        WHERE learner_id = :learner AND requested_at = :requested AND account IN ('WAITING', 'BY_HAND')
                        """)
                .bind("account", account)
                .bind("now", Timestamp.from(now))
                .bind("trouble", trouble)
                .bind("learner", waiting.learnerId())
                .bind("requested", Timestamp.from(waiting.requestedAt()))
                .execute();
    }

    /** An administrator says that the account is gone. */
    static void noteDeletedByHand(Handle handle, String learnerId, Instant now) {
        handle.createUpdate("""
                        UPDATE erasure SET account = :account, account_at = :now, trouble = NULL
                        WHERE learner_id = :learner AND account IN ('WAITING', 'BY_HAND')
                        """)
                .bind("account", Accounts.Outcome.DELETED.name())
                .bind("now", Timestamp.from(now))
                .bind("learner", learnerId)
                .execute();
    }

    /** Since when the oldest of those has waited that aren't done, or empty. */
    static Optional<Instant> oldestUnfinished(Handle handle) {
        return handle.createQuery(
                        "SELECT min(requested_at) FROM erasure WHERE texts_at IS NULL OR account IN ('WAITING', 'BY_HAND')")
                .map((row, context) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one();
    }
}
