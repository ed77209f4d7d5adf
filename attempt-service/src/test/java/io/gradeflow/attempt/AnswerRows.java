package io.gradeflow.attempt;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
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
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> truth(jdbi, condition, attempt));
    }

    /** Until the transaction of the handle ends, whoever notes something of it waits. */
    static void hold(Handle handle, UUID attempt) {
        handle.createQuery("SELECT version FROM answer WHERE attempt_id = :attempt FOR UPDATE")
                .bind("attempt", attempt)
                .mapTo(int.class)
                .one();
    }

    /** As if whoever sent it had died before that was noted. */
    static void forgetThatItWasSent(Jdbi jdbi, UUID attempt) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE answer SET sent_at = NULL, sent_key_version = NULL WHERE attempt_id = ?", attempt));
    }
}
