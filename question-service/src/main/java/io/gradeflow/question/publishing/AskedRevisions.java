package io.gradeflow.question.publishing;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The revisions that other services know. */
public final class AskedRevisions {

    private AskedRevisions() {}

    /**
     * Has the newest revision that other services know of each question sent again with the topics and the external id that
     * the question has now; goes out when the bank's revision is raised. A question that was never asked has none.
     */
    public static void sendAgain(Handle handle, Collection<UUID> questions) {
        if (questions.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        UPDATE question_revision r SET unpublished = true
                        FROM (SELECT question_id, max(revision) AS revision FROM question_revision
                            WHERE question_id = ANY (:questions) AND introduced_in > 0
                            GROUP BY question_id) AS newest
                        WHERE r.question_id = newest.question_id AND r.revision = newest.revision
                        """).bindArray("questions", UUID.class, questions).execute();
    }
}
