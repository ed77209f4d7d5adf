package io.gradeflow.attempt;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The row of a question's only key, as the database holds it. */
final class KeyRows {

    private KeyRows() {}

    /** Whether the condition is true of it. */
    static boolean truth(Jdbi jdbi, String condition, UUID question) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT coalesce(" + condition + ", false) FROM answer_key WHERE question_id = :question")
                .bind("question", question)
                .mapTo(boolean.class)
                .one());
    }

    static void awaitTruth(Jdbi jdbi, String condition, UUID question) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> truth(jdbi, condition, question));
    }

    /** Until the transaction of the handle ends, whoever notes something of it waits. */
    static void hold(Handle handle, UUID question) {
        handle.createQuery("SELECT revision FROM answer_key WHERE question_id = :question FOR SHARE")
                .bind("question", question)
                .mapTo(int.class)
                .one();
    }
}
