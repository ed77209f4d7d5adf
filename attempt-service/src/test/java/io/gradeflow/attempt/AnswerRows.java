package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The row of an attempt's only answer, as the database holds it. */
final class AnswerRows {

    private AnswerRows() {}

    /** Whether the condition is true of it. */
    static boolean truth(Jdbi jdbi, String condition, UUID attempt) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT coalesce(" + condition + ", false) FROM answer WHERE attempt_id = :attempt")
                .bind("attempt", attempt)
                .mapTo(boolean.class)
                .one());
    }

    static void awaitTruth(Jdbi jdbi, String condition, UUID attempt) {
        await().until(() -> truth(jdbi, condition, attempt));
    }

    /** Until the transaction of the handle ends, whoever notes something of it waits. */
    static void hold(Handle handle, UUID attempt) {
        handle.createQuery("SELECT version FROM answer WHERE attempt_id = :attempt FOR UPDATE")
                .bind("attempt", attempt)
                .mapTo(int.class)
                .one();
    }

    /**
     * As if the answers of other tests, which nobody grades, were graded: those that are lost are sent again before this one, the
     * oldest first, and would keep it waiting.
     */
    static void letNoOthersWaitForTheirGrades(Jdbi jdbi, UUID attempt) {
        // In the order in which a sweep that is under way holds them.
        jdbi.useHandle(handle -> handle.execute("""
                        WITH others AS (
                            SELECT attempt_id, position, version FROM answer WHERE awaiting AND attempt_id <> ?
                            ORDER BY attempt_id, position, version FOR UPDATE)
                        UPDATE answer SET awaiting = false FROM others
                        WHERE answer.attempt_id = others.attempt_id AND answer.position = others.position
                            AND answer.version = others.version
                        """, attempt));
    }

    /** As if whoever sent it had died before that was noted. */
    static void forgetThatItWasSent(Jdbi jdbi, UUID attempt) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE answer SET sent_at = NULL, sent_key_version = NULL WHERE attempt_id = ?", attempt));
    }
}
