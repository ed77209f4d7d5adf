package io.gradeflow.attempt.personal;

import io.gradeflow.attempt.StoredResponse;
import io.gradeflow.attempt.grades.AttemptProgress;
import io.gradeflow.attempt.grades.ErasedGrades;
import io.gradeflow.attempt.life.Lifecycle;
import io.gradeflow.grading.TextResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes out of the rows whatever tells who a learner is. Answers, grades and times stay, of somebody who is an opaque id. Repeating
 * it changes nothing.
 */
@ApplicationScoped
class PersonalRows {

    /**
     * @param ended whether attempts were open, which have to be announced
     * @param texts whether there was something typed that is gone now
     * @param left whether something typed stays, because it waits for its grade
     */
    record Erased(boolean ended, boolean texts, boolean left) {}

    private static final String ERASED = "(erased)";

    private static final String TYPED = "response ->> 'kind' = 'text' AND NOT erased";

    private final Lifecycle lifecycle;

    PersonalRows(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /**
     * The row of the learner first, which whoever starts something for the learner holds; then the attempts, which whoever answers
     * holds: so what is committed after this was decided with the erasure in sight.
     *
     * @param overdue whether even what waits for its grade goes, which then never comes
     */
    Erased erase(Handle handle, String learnerId, boolean overdue) {
        handle.execute("""
                INSERT INTO learner AS known (learner_id, seen_at, erased) VALUES (?, now(), true)
                ON CONFLICT (learner_id) DO UPDATE SET name = NULL, erased = true WHERE NOT known.erased
                """, learnerId);
        List<UUID> attempts = handle.createQuery(
                        "SELECT attempt_id FROM attempt WHERE learner_id = :learner ORDER BY attempt_id FOR UPDATE")
                .bind("learner", learnerId)
                .mapTo(UUID.class)
                .list();
        boolean ended = lifecycle.finishAll(handle, learnerId);
        eraseAround(handle, learnerId);
        return new Erased(ended, eraseTexts(handle, learnerId, attempts, overdue), isAnyLeft(handle, learnerId));
    }

    private static void eraseAround(Handle handle, String learnerId) {
        handle.execute("DELETE FROM cohort_member WHERE learner_id = ?", learnerId);
        handle.execute(
                "UPDATE accommodation SET reason = ? WHERE learner_id = ? AND reason <> ?", ERASED, learnerId, ERASED);
        handle.execute(
                "UPDATE attempt_journal SET reason = ?, detail = NULL WHERE reason <> ? AND attempt_id IN ("
                        + "SELECT attempt_id FROM attempt WHERE learner_id = ?)",
                ERASED,
                ERASED,
                learnerId);
        handle.execute(
                "UPDATE rejected_answer SET payload = NULL WHERE record_key = ? AND payload IS NOT NULL", learnerId);
        handle.execute(
                "UPDATE set_aside_event SET payload = NULL WHERE record_key = ? AND payload IS NOT NULL", learnerId);
    }

    /**
     * What is graded under the newest key, or has a newer version in its place. What waits for a grade keeps its words: nobody could
     * judge it without.
     *
     * @return whether anything went
     */
    private static boolean eraseTexts(Handle handle, String learnerId, List<UUID> attempts, boolean overdue) {
        if (overdue) {
            AttemptProgress.lock(handle, attempts);
        }
        int answers = handle.createUpdate("""
                        UPDATE answer SET response = CAST(:withheld AS jsonb), erased = true, awaiting = false,
                            erased_key_version = graded_key_version,
                            graded_key_version = CASE WHEN graded_key_version IS NOT NULL THEN :forGood END
                        WHERE attempt_id = ANY (:attempts) AND\s""" + TYPED + """
                            AND sent_at IS NOT NULL
                            AND (superseded OR :overdue OR (NOT awaiting AND graded_key_version >= coalesce((
                                SELECT key_version FROM answer_key
                                WHERE answer_key.question_id = answer.question_id
                                    AND answer_key.revision = answer.revision), 0)))
                        """)
                .bind("withheld", StoredResponse.write(TextResponse.WITHHELD))
                .bind("forGood", ErasedGrades.FOR_GOOD)
                .bindArray("attempts", UUID.class, attempts)
                .bind("overdue", overdue)
                .execute();
        int late = handle.execute(
                "DELETE FROM late_answer WHERE response ->> 'kind' = 'text' AND attempt_id IN ("
                        + "SELECT attempt_id FROM attempt WHERE learner_id = ?)",
                learnerId);
        if (overdue && answers > 0) {
            // What was awaited isn't any more.
            AttemptProgress.stateChanged(handle, attempts);
        }
        return answers + late > 0;
    }

    private static boolean isAnyLeft(Handle handle, String learnerId) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM answer JOIN attempt USING (attempt_id)"
                        + " WHERE learner_id = :learner AND " + TYPED + ")")
                .bind("learner", learnerId)
                .mapTo(boolean.class)
                .one();
    }
}
