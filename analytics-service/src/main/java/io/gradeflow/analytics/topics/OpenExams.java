package io.gradeflow.analytics.topics;

import io.gradeflow.analytics.AnalyticsError;
import io.gradeflow.platform.problem.ProblemException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Exams that learners sit now, as far as their begin is known here. */
public final class OpenExams {

    /**
     * Longer than anybody sits an exam. Where attempt-service lost one with what its database lost, nobody will ever tell that it is
     * over, and its learner would be told nothing for good.
     */
    private static final int LONGEST_DAYS = 3;

    private OpenExams() {}

    /**
     * Whoever sits an exam is told nothing of its bank: figures of own answers of before would tell which of them were right.
     *
     * @throws ProblemException with 409 if the learner has an exam over the bank open
     */
    public static void requireNone(Handle handle, UUID bank, String learnerId) {
        if (handle.createQuery("""
                        SELECT EXISTS (
                            SELECT FROM attempt
                            WHERE learner_id = :learner AND bank_id = :bank AND mode = 'exam' AND ending = 'REOPENED'
                                AND finished_at > now() - :longest * interval '1 day')
                        """)
                .bind("longest", LONGEST_DAYS)
                .bind("learner", learnerId)
                .bind("bank", bank)
                .mapTo(boolean.class)
                .one()) {
            throw new ProblemException(
                    AnalyticsError.EXAM_OPEN,
                    "You have an exam over this bank open; nothing of the bank is told until it is over.");
        }
    }
}
