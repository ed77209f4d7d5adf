package io.gradeflow.attempt.personal;

import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.grading.TextResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes out of the rows whatever tells who a learner is. Answers, grades and times stay, of somebody who is an opaque id. */
final class ErasureTables {

    /** Higher than any version of a key: no answer that is graded so is ever behind. */
    private static final int FOR_GOOD = Integer.MAX_VALUE;

    private static final String ERASED = "(erased)";

    private static final String TYPED = "response ->> 'kind' = 'text' AND NOT erased";

    private ErasureTables() {}

    static void request(Handle handle, String learnerId, String by, Instant now) {
        handle.createUpdate("""
                        INSERT INTO erasure (learner_id, requested_at, requested_by, account)
                        VALUES (:learner, :now, :by, :waiting)
                        ON CONFLICT (learner_id) DO UPDATE SET requested_at = excluded.requested_at,
                            requested_by = excluded.requested_by, texts_at = NULL, account = excluded.account,
                            account_at = NULL, trouble = NULL
                        """)
                .bind("learner", learnerId)
                .bind("now", Timestamp.from(now))
                .bind("by", by)
                .bind("waiting", Erasure.WAITING)
                .execute();
        handle.execute("UPDATE learner SET name = NULL WHERE learner_id = ?", learnerId);
        handle.execute("DELETE FROM cohort_member WHERE learner_id = ?", learnerId);
        handle.execute("UPDATE accommodation SET reason = ? WHERE learner_id = ?", ERASED, learnerId);
        handle.execute(
                "UPDATE attempt_journal SET reason = ?, detail = NULL WHERE attempt_id IN ("
                        + "SELECT attempt_id FROM attempt WHERE learner_id = ?)",
                ERASED,
                learnerId);
        handle.execute("UPDATE rejected_answer SET payload = NULL WHERE record_key = ?", learnerId);
        handle.execute("UPDATE set_aside_event SET payload = NULL WHERE record_key = ?", learnerId);
    }

    static Optional<Erasure> of(Handle handle, String learnerId, Instant now) {
        return handle.createQuery("SELECT * FROM erasure WHERE learner_id = :learner")
                .bind("learner", learnerId)
                .map((row, context) -> Erasure.of(row, now))
                .findOne();
    }

    /** Those whose texts or account wait, the oldest first; other instances don't get the same ones meanwhile. */
    static List<String> take(Handle handle, boolean ofAccounts, int most) {
        return handle.createQuery("SELECT learner_id FROM erasure WHERE "
                        + (ofAccounts ? "account = 'WAITING'" : "texts_at IS NULL")
                        + " ORDER BY requested_at LIMIT :most FOR UPDATE SKIP LOCKED")
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /**
     * Erases what was typed and is graded, or has a newer version in its place. What waits for its grade is left: nobody could
     * judge it without its words.
     *
     * @return whether nothing is left
     */
    static boolean eraseTexts(Handle handle, String learnerId, Instant now) {
        String withheld = StoredResponse.write(TextResponse.WITHHELD);
        handle.createUpdate("""
                        UPDATE answer SET response = CAST(:withheld AS jsonb), erased = true, awaiting = false,
                            graded_key_version = CASE WHEN graded_key_version IS NOT NULL THEN :forGood END
                        FROM attempt
                        WHERE attempt.attempt_id = answer.attempt_id AND learner_id = :learner AND\s""" + TYPED + """
                            AND (graded_key_version IS NOT NULL OR rejected_key_version IS NOT NULL
                                OR (superseded AND sent_at IS NOT NULL))
                        """)
                .bind("withheld", withheld)
                .bind("forGood", FOR_GOOD)
                .bind("learner", learnerId)
                .execute();
        handle.execute(
                "DELETE FROM late_answer WHERE response ->> 'kind' = 'text' AND attempt_id IN ("
                        + "SELECT attempt_id FROM attempt WHERE learner_id = ?)",
                learnerId);
        boolean left = handle.createQuery("SELECT EXISTS (SELECT FROM answer JOIN attempt USING (attempt_id)"
                        + " WHERE learner_id = :learner AND " + TYPED + ")")
                .bind("learner", learnerId)
                .mapTo(boolean.class)
                .one();
        if (!left) {
            handle.createUpdate("UPDATE erasure SET texts_at = :now WHERE learner_id = :learner")
                    .bind("now", Timestamp.from(now))
                    .bind("learner", learnerId)
                    .execute();
        }
        return !left;
    }

    static void noteAccount(Handle handle, String learnerId, String account, Instant now, @Nullable String trouble) {
        handle.createUpdate("""
                        UPDATE erasure SET account = :account, account_at = :now, trouble = :trouble
                        WHERE learner_id = :learner
                        """)
                .bind("account", account)
                .bind("now", Timestamp.from(now))
                .bind("trouble", trouble)
                .bind("learner", learnerId)
                .execute();
    }
}
