package io.gradeflow.attempt;

import static io.gradeflow.devstack.testing.Patience.await;

import java.util.UUID;
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
        await().until(() -> truth(jdbi, condition, question));
    }

    /** As a sweep begins; until the transaction of the holder ends, whoever notes how far it came waits. */
    static void beginAndHoldSweep(Jdbi jdbi, Handle holder, UUID question) {
        try (Handle beginning = jdbi.open()) {
            beginning.execute("""
                    INSERT INTO key_sweep (question_id, revision, key_version, attempt_id, position, swept_at)
                    SELECT question_id, revision, key_version, '00000000-0000-0000-0000-000000000000', 0, now()
                    FROM answer_key WHERE question_id = ?
                    """, question);
        }
        holder.createQuery("SELECT revision FROM key_sweep WHERE question_id = :question FOR UPDATE")
                .bind("question", question)
                .mapTo(int.class)
                .one();
    }
}
